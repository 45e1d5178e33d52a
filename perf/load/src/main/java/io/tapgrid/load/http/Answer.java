package io.tapgrid.load.http;

import java.nio.charset.StandardCharsets;

/** A complete, well-formed HTTP answer: the status, the body, and the one header that matters to whoever repeats. */
public final class Answer {

    private final int status;
    private final byte[] body;
    private final int retryAfterSeconds;

    Answer(int status, byte[] body, int retryAfterSeconds) {
        this.status = status;
        this.body = body;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public int status() {
        return status;
    }

    /** The body as it came, not copied: readers must not write to it. */
    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whole seconds of {@code Retry-After}, or −1 if there was none that is a number. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
