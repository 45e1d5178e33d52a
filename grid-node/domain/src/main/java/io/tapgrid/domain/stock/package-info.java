/** Stock as an escrow: an item's pool, the slices it was handed out to, and the arithmetic that moves units between them. */
@NullMarked
package io.tapgrid.domain.stock;

import org.jspecify.annotations.NullMarked;
