package io.tapgrid.standalone.prove.host;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.util.List;

/** Makes the place for a run. */
public final class Places {
    private Places() {}

    /** Namespaces inside a network of our own, the common loopback elsewhere. */
    public static Place make(List<String> processes, LaunchExtras extras) throws InterruptedException {
        if (!OwnNetwork.isInside()) {
            return Place.loopback(extras);
        }
        try {
            return Namespaces.make(processes, extras);
        } catch (IOException e) {
            throw new CommandFailure("no network for the processes: " + e.getMessage(), e);
        }
    }
}
