package io.tapgrid.admin.http;

import io.tapgrid.domain.Reason;
import io.tapgrid.gridapi.http.ReasonStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** A request that gets a problem instead of an answer. The message is for operators and names no internals. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Reason reason;
    private final transient @Nullable Duration retryAfter;
    private final transient Set<String> allowed;

    public Problem(Reason reason, String message) {
        this(reason, message, null);
    }

    public Problem(Reason reason, String message, @Nullable Duration retryAfter) {
        this(reason, message, retryAfter, Set.of());
    }

    private Problem(Reason reason, String message, @Nullable Duration retryAfter, Set<String> allowed) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.allowed = allowed;
    }

    /** For a path that is served, but with {@code allowed} only. */
    static Problem ofMethod(String method, Set<String> allowed) {
        return new Problem(
                Reason.METHOD_NOT_ALLOWED, "This path is not served with method " + method + ".", null, allowed);
    }

    /**
     * For what should not have happened. What a GET asked was not done; of anything else nobody can say whether it was
     * done before the accident.
     */
    static Problem ofAccident(String method) {
        boolean harmless = HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method);
        return harmless
                ? new Problem(Reason.DEGRADED, "This could not be carried out now; the log knows more.")
                : new Problem(
                        Reason.UNKNOWN_OUTCOME,
                        "Whether this was carried out is not known; ask again with the same key.");
    }

    public Reason reason() {
        return reason;
    }

    /** How long to wait before asking again: given, or a second where the contract wants one; else empty. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter)
                .or(() -> ReasonStatus.asksToRetry(reason) ? Optional.of(RETRY_AFTER) : Optional.empty());
    }

    /** The methods that the path is served with, where the asked one is not among them. */
    Set<String> allowed() {
        return allowed;
    }

    /** An expected refusal is no accident: nobody reads its stack. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    int status() {
        return ReasonStatus.of(reason);
    }
}
