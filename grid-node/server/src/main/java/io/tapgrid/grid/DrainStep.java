package io.tapgrid.grid;

import io.tapgrid.grid.ship.MySqlFollower;
import java.time.Duration;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** One node's part of a step of a drain. Answers whether it is done. */
final class DrainStep implements IgniteCallable<Boolean> {
    static final String NODE_KEY = "tapgrid.node";

    private static final long serialVersionUID = 1L;

    private final Step step;
    private final long patienceMillis;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    enum Step {
        STOP_SERVING,
        SHIP,
        MARK
    }

    DrainStep(Step step, Duration patience) {
        this.step = step;
        this.patienceMillis = patience.toMillis();
    }

    @Override
    public Boolean call() {
        Object here = ignite == null ? null : ignite.cluster().nodeLocalMap().get(NODE_KEY);
        if (!(here instanceof GridNode node)) {
            return false;
        }
        MySqlFollower follower = node.follower();
        if (follower == null) {
            return false;
        }
        switch (step) {
            case STOP_SERVING -> node.stopServing();
            case SHIP -> {
                return follower.awaitShipped(Duration.ofMillis(patienceMillis));
            }
            case MARK -> follower.mark();
        }
        return true;
    }
}
