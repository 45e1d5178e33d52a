package io.tapgrid.standalone.bench;

import java.io.IOException;

/** Measures something from start to end: starts what it needs, and leaves nothing running. */
@FunctionalInterface
interface Measure {
    void run(Bench bench, Findings findings) throws IOException, InterruptedException;
}
