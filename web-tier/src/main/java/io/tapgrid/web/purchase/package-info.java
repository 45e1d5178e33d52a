/**
 * Grabbing, and what becomes of a win: the shopper's purchases, the cart, giving a unit back. Turns requests into the domain's commands
 * and outcomes into answers; decides nothing about units.
 */
@NullMarked
package io.tapgrid.web.purchase;

import org.jspecify.annotations.NullMarked;
