package io.tapgrid.web.grid;

import io.tapgrid.gridapi.ShardDoor;
import io.tapgrid.web.grid.OpenCommand.Attempt;

/** The only grid node there is lives in this JVM: commands go straight into its queues, where they become batches by waiting. */
final class LocalRoute implements Route {
    private final ShardDoor door;
    private final Attempts attempts;

    LocalRoute(ShardDoor door, Attempts attempts) {
        this.door = door;
        this.attempts = attempts;
    }

    @Override
    public void send(OpenCommand command) {
        Attempt attempt = command.attempt(attempts.now());
        door.take(
                command.shard(), command.command(), attempt.decideBefore(), reply -> attempts.replied(attempt, reply));
    }

    @Override
    public void tick() {
        // Nothing ever waits here.
    }

    @Override
    public int waiting() {
        return 0;
    }
}
