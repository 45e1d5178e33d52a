package io.tapgrid.grid.ship;

import io.tapgrid.grid.journal.LoggedEvent;
import java.time.Instant;

/** An event and where it stands: its shard, its batch's number and time, and its place in the batch, from 0. */
record EventPlace(int shard, long seq, int index, Instant at, LoggedEvent logged) {
    @Override
    public String toString() {
        return shard + "/" + seq + "/" + index;
    }
}
