/**
 * {@code ./tapgrid bench}: the measurements by which Tapgrid is judged, each on a system that is started for it and
 * compared with MySQL afterwards, beside the peers it is measured against. How a stretch of requests is measured is the
 * load driver's business ({@link io.tapgrid.load.speed.Meter}); here is what is measured, and the aims.
 */
@NullMarked
package io.tapgrid.standalone.bench;

import org.jspecify.annotations.NullMarked;
