package io.tapgrid.gridapi.row;

import java.sql.Timestamp;

/** A right to try. */
public final class ReservationRow {
    public final Timestamp reservedAt;

    public final String source;

    public ReservationRow(Timestamp reservedAt, String source) {
        this.reservedAt = reservedAt;
        this.source = source;
    }
}
