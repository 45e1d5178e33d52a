package io.tapgrid.domain.sale;

import java.util.EnumSet;
import java.util.Set;

/** The states of a sale. {@link #next()} holds every arrow there is; nothing moves along another. */
public enum SaleState {
    DRAFT,
    SCHEDULED,
    WARMING,
    READY,
    OPEN,
    SOLD_OUT,
    PAUSED,
    CLOSED;

    /** The states that may follow this one directly. */
    public Set<SaleState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(SCHEDULED);
            case SCHEDULED -> EnumSet.of(WARMING, CLOSED);
            case WARMING -> EnumSet.of(READY, CLOSED);
            case READY -> EnumSet.of(OPEN, PAUSED, CLOSED);
            case OPEN -> EnumSet.of(SOLD_OUT, PAUSED, CLOSED);
            case SOLD_OUT -> EnumSet.of(OPEN, PAUSED, CLOSED);
            case PAUSED -> EnumSet.of(READY, OPEN, CLOSED);
            case CLOSED -> EnumSet.noneOf(SaleState.class);
        };
    }

    public boolean mayBecome(SaleState other) {
        return next().contains(other);
    }

    /** Whether a grab may be decided in this state, given that the clock says the sale is on. */
    public boolean sells() {
        return this == READY || this == OPEN || this == SOLD_OUT;
    }

    /** Whether the sale sells nothing now, but may have sold. */
    public boolean hasStopped() {
        return this == PAUSED || this == CLOSED;
    }
}
