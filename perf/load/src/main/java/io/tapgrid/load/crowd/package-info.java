/**
 * A crowd at a sale: shoppers with a reservation, bots without one, and the shop that takes their money, over the
 * public HTTP contract alone. It keeps a record of everything it was told and holds the server to it. Called by the
 * demo through {@link io.tapgrid.load.crowd.Crowd}; each shopper lives on one event loop, so nothing here locks.
 */
@NullMarked
package io.tapgrid.load.crowd;

import org.jspecify.annotations.NullMarked;
