/** Health, metrics and operators' orders of a process, on a port that shoppers cannot reach. Every process has one. */
@NullMarked
package io.tapgrid.gridapi.ops;

import org.jspecify.annotations.NullMarked;
