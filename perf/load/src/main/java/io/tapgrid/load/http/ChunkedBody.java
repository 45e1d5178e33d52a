package io.tapgrid.load.http;

import java.io.ByteArrayOutputStream;

/** Reads a body in chunks out of a growing buffer; every call takes what has become complete since the last. */
final class ChunkedBody {

    private static final int SIZE_LINE_MAX = 256;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private int at;
    private boolean last;

    ChunkedBody(int from) {
        at = from;
    }

    /** True once the closing empty line was read; {@link #end()} is then just past it. */
    boolean read(byte[] bytes, int filled) throws MalformedAnswer {
        int lineEnd;
        while ((lineEnd = lineEnd(bytes, filled)) >= 0) {
            if (last && lineEnd == at) {
                at = lineEnd + 2;
                return true;
            }
            if (last) {
                at = lineEnd + 2; // a trailer: of no use here
            } else if (!readChunk(bytes, lineEnd, filled)) {
                return false;
            }
        }
        return false;
    }

    int end() {
        return at;
    }

    byte[] body() {
        return body.toByteArray();
    }

    private boolean readChunk(byte[] bytes, int lineEnd, int filled) throws MalformedAnswer {
        int size = size(bytes, lineEnd);
        if (size == 0) {
            last = true;
            at = lineEnd + 2;
            return true;
        }
        long dataEnd = (long) lineEnd + 2 + size;
        if (dataEnd + 2 > filled) {
            return false;
        }
        if (bytes[(int) dataEnd] != '\r' || bytes[(int) dataEnd + 1] != '\n') {
            throw new MalformedAnswer("chunk end");
        }
        body.write(bytes, lineEnd + 2, size);
        at = (int) dataEnd + 2;
        return true;
    }

    private int size(byte[] bytes, int lineEnd) throws MalformedAnswer {
        long size = 0;
        int digits = 0;
        for (int i = at; i < lineEnd && bytes[i] != ';' && bytes[i] != ' '; i++, digits++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0 || digits == 7) {
                throw new MalformedAnswer("chunk size");
            }
            size = size * 16 + digit;
        }
        if (digits == 0) {
            throw new MalformedAnswer("chunk size");
        }
        return (int) size;
    }

    private int lineEnd(byte[] bytes, int filled) throws MalformedAnswer {
        for (int i = at; i < filled - 1; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
            if (i - at > SIZE_LINE_MAX) {
                throw new MalformedAnswer("chunk line");
            }
        }
        return -1;
    }
}
