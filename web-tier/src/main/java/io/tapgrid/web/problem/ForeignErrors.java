package io.tapgrid.web.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.tapgrid.domain.Reason;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Micronaut's and Netty's own errors in the contract's form: paths and methods that are not there, requests that cannot
 * be parsed or are too large, and whatever else goes wrong before or after our code. Their messages are not passed on.
 */
@Singleton
@Primary
final class ForeignErrors implements ErrorResponseProcessor<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignErrors.class);

    @Override
    @SuppressWarnings("unchecked") // the body is replaced, so its type is ours to say
    public MutableHttpResponse<Object> processResponse(ErrorContext error, MutableHttpResponse<?> response) {
        String traceId = TraceId.of(error.getRequest());
        return (MutableHttpResponse<Object>)
                problem(error, response.code(), traceId).overwrite(response, traceId);
    }

    private static Problem problem(ErrorContext error, int status, String traceId) {
        if (status < 500) {
            return Problem.of(reason(status), Layer.WEB);
        }
        LOG.error(
                "request {} failed unexpectedly", traceId, error.getRootCause().orElse(null));
        return Problem.ofAccident(error.getRequest());
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 401 -> Reason.LOGIN_REQUIRED;
            case 403 -> Reason.FORBIDDEN;
            case 404 -> Reason.UNKNOWN_PATH;
            case 405 -> Reason.METHOD_NOT_ALLOWED;
            case 406 -> Reason.NOT_ACCEPTABLE;
            case 413, 414, 431 -> Reason.TOO_LARGE;
            case 415 -> Reason.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> Reason.TOO_FAST;
            default -> Reason.INVALID_REQUEST;
        };
    }
}
