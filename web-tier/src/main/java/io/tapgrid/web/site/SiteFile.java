package io.tapgrid.web.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** One file of the site, ready to be sent: plain, and compressed where that makes it smaller. */
final class SiteFile {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final int ETAG_BYTES = 16;

    private final String type;
    private final byte[] plain;
    private final Optional<byte[]> gzip;
    private final String digest;

    SiteFile(String path, byte[] plain) {
        this.type = type(path);
        this.plain = plain;
        byte[] compressed = gzip(plain);
        this.gzip = compressed.length < plain.length ? Optional.of(compressed) : Optional.empty();
        this.digest = digest(plain);
    }

    private static String type(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.get(ending);
        if (type == null) {
            throw new IllegalStateException(path + ": no media type (expected: one of " + TYPES.keySet() + ")");
        }
        return type;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] plain) {
        try {
            byte[] full = MessageDigest.getInstance("SHA-256").digest(plain);
            return HexFormat.of().formatHex(full, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String type() {
        return type;
    }

    boolean isPage() {
        return type.startsWith("text/html");
    }

    byte[] plain() {
        return plain;
    }

    Optional<byte[]> gzip() {
        return gzip;
    }

    /** One ETag for each form, as the bytes differ. */
    String etag(boolean compressed) {
        return '"' + digest + (compressed ? "-gz" : "") + '"';
    }
}
