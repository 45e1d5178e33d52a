package io.tapgrid.standalone.prove.soak;

import io.tapgrid.load.measure.LatencySummary;
import java.util.List;

/**
 * What everything holds after a sale, at rest.
 *
 * @param requests of that sale
 * @param latency of those that were answered and not turned away
 * @param rows purchases and reservations of all sales so far
 * @param walBytes the nodes' logs of changes and their archives
 * @param gridBytes all that nodes have on disk
 * @param mysqlBytes all that MySQL has on disk
 */
record Look(
        String sale,
        long requests,
        LatencySummary latency,
        long rows,
        long walBytes,
        long gridBytes,
        long mysqlBytes,
        List<ProcessReading> processes) {}
