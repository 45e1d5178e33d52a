package io.tapgrid.gridapi.row;

import java.sql.Timestamp;

/** The events of one committed batch, in order. */
public final class JournalRow {
    /** How many events the payload holds. */
    public final int events;

    /** What the journal's codec wrote; it carries its own version. */
    public final byte[] payload;

    public final Timestamp at;

    public JournalRow(int events, byte[] payload, Timestamp at) {
        this.events = events;
        this.payload = payload;
        this.at = at;
    }
}
