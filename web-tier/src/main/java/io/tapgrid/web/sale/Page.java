package io.tapgrid.web.sale;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Rendered JSON with gaps where the server's time goes. The ETag covers everything but the time, and is weak, since two
 * answers with the same ETag may differ in it.
 */
final class Page {
    /** Stands for the time while rendering; no id, name or number can contain it, as JSON escapes the character. */
    static final String GAP = "\u0000";

    private static final String GAP_RENDERED = "\"\\u0000\"";
    private static final int ETAG_BYTES = 16;

    private final List<byte[]> parts;
    private final String etag;

    private Page(List<byte[]> parts, String etag) {
        this.parts = parts;
        this.etag = etag;
    }

    static Page of(byte[] rendered) {
        String text = new String(rendered, StandardCharsets.UTF_8);
        List<byte[]> parts = List.of(text.split(java.util.regex.Pattern.quote(GAP_RENDERED), -1)).stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new Page(parts, "W/\"" + digest(rendered) + "\"");
    }

    private static String digest(byte[] rendered) {
        try {
            byte[] full = MessageDigest.getInstance("SHA-256").digest(rendered);
            return HexFormat.of().formatHex(full, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String etag() {
        return etag;
    }

    byte[] at(Instant time) {
        byte[] shown = ('"' + time.toString() + '"').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.writeBytes(shown);
            }
            out.writeBytes(parts.get(i));
        }
        return out.toByteArray();
    }
}
