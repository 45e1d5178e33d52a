package io.tapgrid.admin.http;

import io.tapgrid.domain.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that gets a problem instead of an answer. The message is for operators and names no internals. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient @Nullable Duration retryAfter;

    public Problem(Reason reason, String message) {
        this(reason, message, null);
    }

    public Problem(Reason reason, String message, @Nullable Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** An expected refusal is no accident: nobody reads its stack. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    int status() {
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
}
