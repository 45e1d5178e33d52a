/**
 * After a loss: {@code ./tapgrid salvage} brings to MySQL what is left on the grid's disks, {@code ./tapgrid restore} is an operator's word that a start
 * may restore from MySQL although something may be missing. {@code deploy/runbook.md} says when, and in which order.
 */
@NullMarked
package io.tapgrid.standalone.restore;

import org.jspecify.annotations.NullMarked;
