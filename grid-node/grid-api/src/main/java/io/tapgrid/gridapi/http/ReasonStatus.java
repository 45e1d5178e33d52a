package io.tapgrid.gridapi.http;

import io.tapgrid.domain.Reason;

/** The contract's table of statuses. */
public final class ReasonStatus {
    private ReasonStatus() {}

    public static int of(Reason reason) {
        return switch (reason) {
            case INVALID_REQUEST -> 400;
            case LOGIN_REQUIRED, LOGIN_INVALID -> 401;
            case NOT_RESERVED, BLOCKED, TOKEN_INVALID, CHALLENGE_REQUIRED, FORBIDDEN -> 403;
            case UNKNOWN_SALE, UNKNOWN_ITEM, UNKNOWN_PURCHASE, UNKNOWN_RESERVATION, UNKNOWN_TICKET, UNKNOWN_PATH -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case NOT_STARTED, PAUSED, SOLD_OUT, LIMIT_REACHED, WRONG_STATE, INSUFFICIENT_STOCK, KEY_IN_USE -> 409;
            case SALE_ENDED, HOLD_EXPIRED -> 410;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case KEY_REUSED -> 422;
            case TOO_FAST, QUEUE_FULL -> 429;
            case DEGRADED, NO_MAJORITY, UNKNOWN_OUTCOME -> 503;
        };
    }

    /** Whether the contract promises a {@code Retry-After}: what is refused now may be taken in a moment. */
    public static boolean asksToRetry(Reason reason) {
        int status = of(reason);
        return reason == Reason.KEY_IN_USE || status == 429 || status == 503;
    }
}
