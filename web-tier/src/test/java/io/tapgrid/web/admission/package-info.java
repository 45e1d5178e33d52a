/** What may be answered without the grid, and what must not. */
@NullMarked
package io.tapgrid.web.admission;

import org.jspecify.annotations.NullMarked;
