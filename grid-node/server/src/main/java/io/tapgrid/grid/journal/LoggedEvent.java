package io.tapgrid.grid.journal;

import io.tapgrid.domain.shard.Event;

/** An event together with its bytes in the journal, which the ledger keeps as they are. */
public final class LoggedEvent {
    private final Event event;
    private final byte[] bytes;

    LoggedEvent(Event event, byte[] bytes) {
        this.event = event;
        this.bytes = bytes;
    }

    public Event event() {
        return event;
    }

    /** Not a copy: nobody writes into it. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return event.toString();
    }
}
