/** A shopper reserves the right to try, and asks whether he has. When that is possible is the grid's to say. */
@NullMarked
package io.tapgrid.web.reservation;

import org.jspecify.annotations.NullMarked;
