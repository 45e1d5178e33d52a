package io.tapgrid.web.http;

import io.micronaut.http.HttpRequest;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code Idempotency-Key}: once or not at all, 1 to 128 printable ASCII characters. */
public final class RequestKeys {
    public static final String HEADER = "Idempotency-Key";

    private RequestKeys() {}

    public static @Nullable RequestKey read(HttpRequest<?> request) {
        List<String> values = request.getHeaders().getAll(HEADER);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || !RequestKey.isValid(values.get(0))) {
            throw new ProblemException(Problem.invalid(HEADER, "expected once, 1 to 128 printable ASCII characters"));
        }
        return new RequestKey(values.get(0));
    }
}
