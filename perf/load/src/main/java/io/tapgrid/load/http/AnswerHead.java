package io.tapgrid.load.http;

/**
 * The head of an answer, read from bytes: the status line and the four headers that a client of this kind needs. Names
 * are compared without regard to case; everything else is skipped unread.
 */
final class AnswerHead {

    static final int ABSENT = -1;

    private static final String PREFIX = "HTTP/1.";
    private static final int LENGTH_MAX = Integer.MAX_VALUE / 2;

    final int status;
    private final boolean minorVersion1;
    private int contentLength = ABSENT;
    private int retryAfterSeconds = ABSENT;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;

    /** @param end just past the empty line that ends the head */
    AnswerHead(byte[] bytes, int end) throws MalformedAnswer {
        int lineEnd = lineEnd(bytes, 0, end);
        if (lineEnd < 12 || !startsWith(bytes, 0, PREFIX) || bytes[8] != ' ') {
            throw new MalformedAnswer("status line");
        }
        minorVersion1 = bytes[7] != '0';
        status = number(bytes, 9, 12);
        if (status < 100 || status > 599) {
            throw new MalformedAnswer("status");
        }
        for (int at = lineEnd + 2; at < end - 2; at = lineEnd + 2) {
            lineEnd = lineEnd(bytes, at, end);
            header(bytes, at, lineEnd);
        }
    }

    int contentLength() {
        return contentLength;
    }

    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    boolean chunked() {
        return chunked;
    }

    /** Whether the connection may carry another request after this answer. */
    boolean persistent() {
        return !close && (minorVersion1 || keepAlive);
    }

    /** 1xx answers are only announcements of the real one. */
    boolean interim() {
        return status < 200;
    }

    boolean hasNoBody() {
        return status == 204 || status == 304;
    }

    private void header(byte[] bytes, int from, int to) throws MalformedAnswer {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        if (colon == to || colon == from) {
            throw new MalformedAnswer("header line");
        }
        int value = colon + 1;
        while (value < to && (bytes[value] == ' ' || bytes[value] == '\t')) {
            value++;
        }
        switch (colon - from) {
            case 14 -> readContentLength(bytes, from, value, to);
            case 11 -> readRetryAfter(bytes, from, value, to);
            case 17 -> chunked |= is(bytes, from, "transfer-encoding") && contains(bytes, value, to, "chunked");
            case 10 -> readConnection(bytes, from, value, to);
            default -> {}
        }
    }

    private void readContentLength(byte[] bytes, int name, int value, int end) throws MalformedAnswer {
        if (is(bytes, name, "content-length")) {
            int length = number(bytes, value, end);
            if (length == ABSENT || (contentLength != ABSENT && contentLength != length)) {
                throw new MalformedAnswer("content-length");
            }
            contentLength = length;
        }
    }

    /** A date is legal here and ignored: this client asks for seconds from servers that send seconds. */
    private void readRetryAfter(byte[] bytes, int name, int value, int end) {
        if (is(bytes, name, "retry-after")) {
            retryAfterSeconds = number(bytes, value, end);
        }
    }

    private void readConnection(byte[] bytes, int name, int value, int end) {
        if (is(bytes, name, "connection")) {
            close |= contains(bytes, value, end, "close");
            keepAlive |= contains(bytes, value, end, "keep-alive");
        }
    }

    private static int lineEnd(byte[] bytes, int from, int end) throws MalformedAnswer {
        for (int i = from; i < end - 1; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        throw new MalformedAnswer("line end");
    }

    /** Decimal digits only, spaces after them allowed; ABSENT if it is anything else or too large. */
    private static int number(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > LENGTH_MAX) {
                return ABSENT;
            }
            value = value * 10 + digit;
        }
        return end == from || value > LENGTH_MAX ? ABSENT : (int) value;
    }

    private static boolean startsWith(byte[] bytes, int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(byte[] bytes, int from, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            char expected = lowerCase.charAt(i);
            int actual = bytes[from + i];
            if (actual != expected && (expected == '-' || (actual | 0x20) != expected)) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] bytes, int from, int to, String lowerCase) {
        for (int at = from; at <= to - lowerCase.length(); at++) {
            if (is(bytes, at, lowerCase)) {
                return true;
            }
        }
        return false;
    }
}
