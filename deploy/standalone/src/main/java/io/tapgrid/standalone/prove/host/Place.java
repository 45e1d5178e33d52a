package io.tapgrid.standalone.prove.host;

import io.tapgrid.standalone.data.Hosts;
import java.util.Optional;

/** Where the system under proof runs, and what can be done to the wires between its processes. */
public interface Place extends Hosts, AutoCloseable {
    /** The wires; empty where all processes share one loopback. */
    Optional<Wires> wires();

    /** In a sentence, for the report. */
    String describe();

    @Override
    void close();

    /** Everything on one loopback: no wire to cut. */
    static Place loopback(LaunchExtras extras) {
        return new Loopback(extras);
    }
}
