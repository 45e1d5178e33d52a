package io.tapgrid.domain.purchase;

/** {@code HELD → CARTED → PAID}; each of them may become {@code RELEASED}, which is the end. */
public enum PurchaseState {
    HELD,
    CARTED,
    PAID,
    RELEASED;

    /** Whether a unit is with the shopper: what the rules count. */
    public boolean isLive() {
        return this != RELEASED;
    }

    /** Whether the unit counts as held in its slice; PAID counts as sold. */
    public boolean isHeldInSlice() {
        return this == HELD || this == CARTED;
    }
}
