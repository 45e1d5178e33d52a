/** Reservations from a CSV of any length: read line by line, checked, and given to the grid in bounded portions. */
@NullMarked
package io.tapgrid.admin.imports;

import org.jspecify.annotations.NullMarked;
