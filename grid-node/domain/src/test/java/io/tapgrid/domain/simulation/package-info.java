/**
 * The seeded simulator: random histories of a small cluster run through the kernel, beside a model that was written from
 * the contract alone and shares no rule with it. After every step the laws are checked; {@code -Dseed=} replays a run,
 * {@code -Dsteps=} sets its length. {@link io.tapgrid.domain.simulation.Kernel} is the seam through which known bugs are
 * planted, to show that the simulator would find them.
 */
@NullMarked
package io.tapgrid.domain.simulation;

import org.jspecify.annotations.NullMarked;
