/**
 * What operators look at: health and metrics of the web process, on a port of their own that shoppers cannot reach. Nothing here is on a
 * shopper's way.
 */
@NullMarked
package io.tapgrid.web.ops;

import org.jspecify.annotations.NullMarked;
