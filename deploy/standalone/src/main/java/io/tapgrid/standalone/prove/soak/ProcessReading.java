package io.tapgrid.standalone.prove.soak;

import java.time.Duration;

/**
 * What one process holds at a moment.
 *
 * @param age since it was started; a fault may have ended the one before
 * @param heapBytes live after a full collection; 0 for MySQL
 * @param directBytes of buffers outside the heap; 0 for MySQL
 * @param regionBytes of the pages that rows are in; 0 for all but nodes
 * @param residentBytes of memory as the system counts it, shared pages included
 * @param files open, sockets included
 */
record ProcessReading(
        String name,
        Duration age,
        long heapBytes,
        long directBytes,
        long regionBytes,
        long residentBytes,
        long threads,
        long sockets,
        long files) {}
