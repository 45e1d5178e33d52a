package io.tapgrid.standalone.prove.check;

import io.tapgrid.standalone.prove.traffic.Acknowledgement;
import java.util.Set;

/**
 * A time, in {@link System#nanoTime}, in which some web processes had no majority of nodes to ask.
 *
 * @param webs from 0; those on the side without a majority
 * @param what happened, for the report
 */
public record Interval(long fromNanos, long toNanos, Set<Integer> webs, String what) {
    /** Whether the win was asked for and acknowledged in it. */
    boolean contains(Acknowledgement one) {
        return webs.contains(one.web()) && one.invokedNanos() - fromNanos > 0 && one.answeredNanos() - toNanos < 0;
    }
}
