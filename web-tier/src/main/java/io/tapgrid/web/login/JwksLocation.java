package io.tapgrid.web.login;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where a JWK set is: a file, or an https address (http on this machine only). Reading blocks, at most ten seconds. */
final class JwksLocation {
    private static final int BYTES_MAX = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String text;
    private final boolean file;

    private JwksLocation(String text, boolean file) {
        this.text = text;
        this.file = file;
    }

    static JwksLocation of(String text) {
        boolean remote = text.startsWith("https://") || text.startsWith("http://127.0.0.1:");
        if (!remote && text.startsWith("http:")) {
            throw new IllegalArgumentException("login.jwks: " + text + " (expected: a file or an https address)");
        }
        return new JwksLocation(text, !remote);
    }

    boolean isFile() {
        return file;
    }

    String read() throws IOException {
        return file ? Files.readString(Path.of(text)) : fetch();
    }

    private String fetch() throws IOException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(text)).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(BYTES_MAX + 1);
                if (response.statusCode() != 200 || bytes.length > BYTES_MAX) {
                    throw new IOException(text + ": status " + response.statusCode() + ", " + bytes.length
                            + " bytes (expected: 200, at most " + BYTES_MAX + ")");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(text + ": interrupted", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
