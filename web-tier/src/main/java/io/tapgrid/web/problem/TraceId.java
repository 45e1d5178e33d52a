package io.tapgrid.web.problem;

import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** 32 hexadecimal digits that name a request: the caller's own if he sent a W3C {@code traceparent}, otherwise made up. */
public final class TraceId {
    private static final int LENGTH = 32;
    private static final int TRACEPARENT_LENGTH = 55;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private TraceId() {}

    public static String of(HttpRequest<?> request) {
        String parent = request.getHeaders().get("traceparent");
        return parent == null ? random() : fromParent(parent);
    }

    private static String fromParent(String parent) {
        if (parent.length() < TRACEPARENT_LENGTH || parent.charAt(2) != '-' || parent.charAt(3 + LENGTH) != '-') {
            return random();
        }
        String id = parent.substring(3, 3 + LENGTH);
        return isTraceId(id) ? id : random();
    }

    private static boolean isTraceId(String id) {
        boolean zero = true;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
            zero &= c == '0';
        }
        return !zero;
    }

    /** It is a name, not a secret. */
    private static String random() {
        byte[] digits = new byte[LENGTH];
        ThreadLocalRandom random = ThreadLocalRandom.current();
        write(random.nextLong(), digits, 0);
        write(random.nextLong(), digits, LENGTH / 2);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static void write(long bits, byte[] digits, int at) {
        for (int i = 0; i < LENGTH / 2; i++) {
            digits[at + i] = HEX[(int) (bits >>> (4 * i)) & 15];
        }
    }
}
