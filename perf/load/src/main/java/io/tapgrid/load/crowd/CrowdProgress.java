package io.tapgrid.load.crowd;

import java.time.Duration;
import java.util.SortedMap;

/**
 * A second in the life of a crowd. Counts are since the start, latencies those of the grabs answered in the last
 * second.
 *
 * @param sinceOpening by the server's clock; negative before the sale opens
 * @param offered requests sent or meant to be sent, of any kind
 * @param answered requests of any kind that were answered
 * @param purchases different purchases acknowledged so far
 * @param unitsCertain units in purchases that are live without any doubt: never more than there are
 * @param refused answers to grabs by reason, bots included
 */
public record CrowdProgress(
        Duration sinceOpening,
        int loggedIn,
        long offered,
        long answered,
        long answeredLastSecond,
        int purchases,
        int unitsCertain,
        SortedMap<String, Long> refused,
        long grabMicrosP50,
        long grabMicrosP99) {}
