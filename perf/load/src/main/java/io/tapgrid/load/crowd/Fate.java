package io.tapgrid.load.crowd;

/** What becomes of a purchase if nothing goes wrong. */
enum Fate {
    PAID,
    REFUNDED,
    CANCELLED,
    HOLD_LAPSES,
    CART_LAPSES
}
