package io.tapgrid.admin.http;

import io.tapgrid.domain.Reason;
import io.tapgrid.gridapi.GridUnavailableException;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a request to its endpoint, and whatever goes wrong to a problem. */
final class AdminHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

    private final Routes routes;
    private final ApiKey apiKey;

    AdminHandler(Routes routes, ApiKey apiKey) {
        this.routes = routes;
        this.apiKey = apiKey;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String traceId = Long.toHexString(ThreadLocalRandom.current().nextLong());
        SecurityHeaders.put(response);
        try {
            Routes.Match match = routes.find(request.getMethod(), Request.getPathInContext(request));
            if (match.access() == Routes.Access.API_KEY) {
                apiKey.require(request);
            }
            serve(match, new Exchange(request, response, match.variables()), request.getMethod());
            callback.succeeded();
        } catch (Problem problem) {
            ProblemAnswer.write(response, callback, problem, traceId);
        } catch (GridUnavailableException unavailable) {
            ProblemAnswer.write(response, callback, problem(unavailable), traceId);
        } catch (EofException clientIsGone) {
            callback.failed(clientIsGone);
        } catch (Exception unexpected) {
            ProblemAnswer.write(response, callback, problem(unexpected, request, traceId), traceId);
        }
        return true;
    }

    /** What holds for every route is asked here, so that a new one cannot forget it. */
    private static void serve(Routes.Match match, Exchange exchange, String method) throws Exception {
        if (match.body() == Routes.Body.SMALL) {
            exchange.requireSmallBody();
        }
        if (HttpMethod.POST.is(method)) {
            exchange.key();
        }
        match.endpoint().serve(exchange);
    }

    private static Problem problem(Exception unexpected, Request request, String traceId) {
        if (unexpected instanceof IOException && unexpected.getCause() instanceof TimeoutException) {
            return new Problem(Reason.INVALID_REQUEST, "The request was not sent to its end.");
        }
        LOG.error("{} {} failed, trace {}", request.getMethod(), request.getHttpURI(), traceId, unexpected);
        return Problem.ofAccident(request.getMethod());
    }

    private static Problem problem(GridUnavailableException unavailable) {
        return new Problem(unavailable.reason(), String.valueOf(unavailable.getMessage()), unavailable.retryAfter());
    }
}
