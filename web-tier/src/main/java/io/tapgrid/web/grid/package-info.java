/**
 * The real grid behind {@code SaleGrid}: the only part of the web tier that knows Ignite. A command is sent to its shard's primary, by a call of
 * the method when that is in this JVM and in a batch otherwise; whatever happens to it there, its caller has an answer within five seconds. What
 * is decided, and why, is the grid's business.
 */
@NullMarked
package io.tapgrid.web.grid;

import org.jspecify.annotations.NullMarked;
