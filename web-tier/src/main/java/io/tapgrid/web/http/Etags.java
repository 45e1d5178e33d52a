package io.tapgrid.web.http;

import io.micronaut.http.HttpRequest;
import java.util.List;

/** Compares what a client has with what there is (RFC 9110, section 13.1.2). */
public final class Etags {
    private Etags() {}

    /** Whether {@code If-None-Match} names this ETag, strong or weak. */
    public static boolean isKnown(HttpRequest<?> request, String etag) {
        List<String> values = request.getHeaders().getAll("If-None-Match");
        String wanted = opaque(etag);
        for (String value : values) {
            for (String candidate : value.split(",", -1)) {
                String trimmed = candidate.trim();
                if (trimmed.equals("*") || opaque(trimmed).equals(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String opaque(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }
}
