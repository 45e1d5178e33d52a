package io.tapgrid.load.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One request as the bytes that go onto the wire, head and body. Immutable, so it can be sent again unchanged. Paths and
 * header values are printable ASCII; anything else is refused here, since it could split the request in two.
 */
public final class Request {

    private final byte[] wire;
    private final int bodyAt;

    private Request(byte[] wire, int bodyAt) {
        this.wire = wire;
        this.bodyAt = bodyAt;
    }

    public static Head get(Target target, String path) {
        return new Head("GET", target, path);
    }

    public static Head post(Target target, String path) {
        return new Head("POST", target, path);
    }

    public static Head put(Target target, String path) {
        return new Head("PUT", target, path);
    }

    byte[] wire() {
        return wire;
    }

    @Override
    public String toString() {
        return new String(wire, 0, bodyAt, ISO_8859_1).lines().findFirst().orElse("");
    }

    /** The head while it is being put together. */
    public static final class Head {

        private final StringBuilder text = new StringBuilder(320);

        private Head(String method, Target target, String path) {
            text.append(method).append(' ').append(printable(path)).append(" HTTP/1.1\r\n");
            header("Host", target.hostHeader());
        }

        public Head header(String name, String value) {
            text.append(name).append(": ").append(printable(value)).append("\r\n");
            return this;
        }

        public Head bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        public Head key(String idempotencyKey) {
            return header("Idempotency-Key", idempotencyKey);
        }

        public Request json(String body) {
            return json(body.getBytes(UTF_8));
        }

        public Request json(byte[] body) {
            header("Content-Type", "application/json");
            header("Content-Length", Integer.toString(body.length));
            return end(body);
        }

        public Request withoutBody() {
            return end(new byte[0]);
        }

        private Request end(byte[] body) {
            text.append("\r\n");
            byte[] head = text.toString().getBytes(ISO_8859_1);
            var wire = new byte[head.length + body.length];
            System.arraycopy(head, 0, wire, 0, head.length);
            System.arraycopy(body, 0, wire, head.length, body.length);
            return new Request(wire, head.length);
        }

        private static String printable(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < ' ' || c > '~') {
                    throw new IllegalArgumentException("header or path: " + value + " (expected: printable ASCII)");
                }
            }
            return value;
        }
    }
}
