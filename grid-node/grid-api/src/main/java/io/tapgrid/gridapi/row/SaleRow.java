package io.tapgrid.gridapi.row;

import java.sql.Timestamp;
import java.util.Map;

/** A sale's terms and state. */
public final class SaleRow {
    public final Map<String, String> names;

    public final Timestamp opensAt;

    public final Timestamp closesAt;

    public final boolean reservationRequired;

    public final String rule;

    public final long holdForMillis;

    public final long payForMillis;

    public final String state;

    public final long version;

    public SaleRow(
            Map<String, String> names,
            Timestamp opensAt,
            Timestamp closesAt,
            boolean reservationRequired,
            String rule,
            long holdForMillis,
            long payForMillis,
            String state,
            long version) {
        this.names = names;
        this.opensAt = opensAt;
        this.closesAt = closesAt;
        this.reservationRequired = reservationRequired;
        this.rule = rule;
        this.holdForMillis = holdForMillis;
        this.payForMillis = payForMillis;
        this.state = state;
        this.version = version;
    }
}
