/** A reservation and a purchase, and the rules by which one shopper's purchases come about and move on. */
@NullMarked
package io.tapgrid.domain.purchase;

import org.jspecify.annotations.NullMarked;
