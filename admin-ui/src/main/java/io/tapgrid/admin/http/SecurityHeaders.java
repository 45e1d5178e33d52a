package io.tapgrid.admin.http;

import org.eclipse.jetty.server.Response;

/** What every answer of the console tells a browser. */
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void put(Response response) {
        var headers = response.getHeaders();
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Frame-Options", "DENY");
    }
}
