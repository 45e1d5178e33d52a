package io.tapgrid.web.site;

import io.micronaut.context.annotation.Executable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.tapgrid.domain.Reason;
import io.tapgrid.web.http.Etags;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.TraceId;
import jakarta.inject.Singleton;

/** Sends a file of the site. Its addresses are told to the router by {@link SiteRoutes}. */
@Singleton
final class SiteController {
    private static final String SECURITY_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'; object-src 'none'; img-src 'self' data:";

    private final SiteFiles files;

    SiteController(SiteFiles files) {
        this.files = files;
    }

    @Executable
    MutableHttpResponse<?> file(HttpRequest<?> request) {
        return files.at(request.getPath())
                .<MutableHttpResponse<?>>map(file -> send(request, file))
                .orElseGet(() -> Problem.of(Reason.UNKNOWN_PATH, Layer.WEB).toResponse(TraceId.of(request)));
    }

    private static MutableHttpResponse<?> send(HttpRequest<?> request, SiteFile file) {
        boolean compressed = file.gzip().isPresent() && acceptsGzip(request);
        String etag = file.etag(compressed);
        if (Etags.isKnown(request, etag)) {
            MutableHttpResponse<byte[]> unchanged = HttpResponse.status(HttpStatus.NOT_MODIFIED);
            describe(unchanged.getHeaders(), file, etag);
            return unchanged;
        }
        byte[] body = compressed ? file.gzip().orElseThrow() : file.plain();
        MutableHttpResponse<byte[]> response = HttpResponse.ok(body);
        describe(response.getHeaders(), file, etag);
        response.getHeaders().set("Content-Type", file.type());
        if (compressed) {
            response.getHeaders().set("Content-Encoding", "gzip");
        }
        return response;
    }

    private static void describe(MutableHttpHeaders headers, SiteFile file, String etag) {
        headers.set("ETag", etag)
                .set("Vary", "Accept-Encoding")
                .set("Cache-Control", file.isPage() ? "max-age=60" : "max-age=300")
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Content-Security-Policy", SECURITY_POLICY);
    }

    private static boolean acceptsGzip(HttpRequest<?> request) {
        String accepted = request.getHeaders().get("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }
}
