package io.tapgrid.admin.http;

import io.tapgrid.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** The one key that lets in, compared in constant time. */
public final class ApiKey {
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    public ApiKey(String key) {
        this.expected = key.getBytes(StandardCharsets.UTF_8);
    }

    void require(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null) {
            throw new Problem(Reason.LOGIN_REQUIRED, "Authorization: Bearer with an API key is required.");
        }
        byte[] given = header.startsWith(SCHEME)
                ? header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        if (!MessageDigest.isEqual(expected, given)) {
            throw new Problem(Reason.LOGIN_INVALID, "This API key is not known.");
        }
    }
}
