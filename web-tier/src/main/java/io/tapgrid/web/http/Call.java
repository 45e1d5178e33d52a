package io.tapgrid.web.http;

import java.util.Locale;

/** The calls of the shopper API, as metrics name them. */
public enum Call {
    SALES,
    RESERVE,
    RESERVATION,
    GRAB,
    TICKET,
    PURCHASES,
    PURCHASE,
    CART,
    CANCEL,
    PAID,
    REFUNDED,
    SESSION,
    DEV_LOGIN,
    BENCH;

    /** {@code dev-login} for {@link #DEV_LOGIN}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
