package io.tapgrid.web.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.domain.Reason;
import io.tapgrid.gridapi.http.ReasonStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the {@code type} of a problem leads to: a page that says what it means and what helps. */
@Controller("/problems")
@Produces(MediaType.ALL)
final class ProblemPageController {
    private static final Map<String, Reason> REASONS =
            Arrays.stream(Reason.values()).collect(Collectors.toUnmodifiableMap(Reason::word, Function.identity()));

    @Get("/{reason}")
    MutableHttpResponse<?> page(HttpRequest<?> request, @PathVariable String reason) {
        Reason found = REASONS.get(reason);
        if (found == null) {
            return Problem.of(Reason.UNKNOWN_PATH, Layer.WEB).toResponse(TraceId.of(request));
        }
        MutableHttpResponse<byte[]> response = HttpResponse.ok(html(found).getBytes(StandardCharsets.UTF_8));
        response.getHeaders()
                .set("Content-Type", "text/html; charset=utf-8")
                .set("Cache-Control", "max-age=300")
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .set("X-Content-Type-Options", "nosniff");
        return response;
    }

    private static String html(Reason reason) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <p>HTTP status %3$d, reason <code>%4$s</code>.</p>
                </html>
                """.formatted(
                        ReasonText.title(reason), ReasonText.meaning(reason), ReasonStatus.of(reason), reason.word());
    }
}
