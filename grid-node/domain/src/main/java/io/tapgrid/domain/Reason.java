package io.tapgrid.domain;

import java.util.Locale;

/** Why something was not done, in the contract's words. Which HTTP status a reason has is the web tier's business. */
public enum Reason {
    INVALID_REQUEST,
    LOGIN_REQUIRED,
    LOGIN_INVALID,
    NOT_RESERVED,
    BLOCKED,
    TOKEN_INVALID,
    CHALLENGE_REQUIRED,
    FORBIDDEN,
    UNKNOWN_SALE,
    UNKNOWN_ITEM,
    UNKNOWN_PURCHASE,
    UNKNOWN_RESERVATION,
    UNKNOWN_TICKET,
    UNKNOWN_PATH,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    NOT_STARTED,
    PAUSED,
    SOLD_OUT,
    LIMIT_REACHED,
    WRONG_STATE,
    INSUFFICIENT_STOCK,
    KEY_IN_USE,
    SALE_ENDED,
    HOLD_EXPIRED,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    KEY_REUSED,
    TOO_FAST,
    QUEUE_FULL,
    DEGRADED,
    NO_MAJORITY,
    UNKNOWN_OUTCOME;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word of the contract, {@code sold-out} for {@link #SOLD_OUT}. */
    public String word() {
        return word;
    }
}
