package io.tapgrid.gridapi.row;

/** The events of one committed batch, in order, and its time, as the journal's codec wrote them; the bytes carry their own version. */
public final class JournalRow {
    public final byte[] payload;

    public JournalRow(byte[] payload) {
        this.payload = payload;
    }
}
