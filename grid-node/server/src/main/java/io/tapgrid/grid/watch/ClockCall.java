package io.tapgrid.grid.watch;

import java.time.Clock;
import java.time.Instant;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Asks a server what time it is. */
final class ClockCall implements IgniteCallable<Instant> {
    /** Key of a node's clock in {@code ignite.cluster().nodeLocalMap()}. */
    static final String KEY = "tapgrid.clock";

    private static final long serialVersionUID = 1L;

    private transient @Nullable Ignite ignite;

    @IgniteInstanceResource
    void setIgnite(Ignite ignite) {
        this.ignite = ignite;
    }

    @Override
    public Instant call() {
        Object clock = ignite == null ? null : ignite.cluster().nodeLocalMap().get(KEY);
        if (clock instanceof Clock here) {
            return here.instant();
        }
        throw new IllegalStateException("this node has no clock yet");
    }
}
