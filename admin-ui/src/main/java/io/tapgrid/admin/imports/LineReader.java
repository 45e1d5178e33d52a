package io.tapgrid.admin.imports;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines, ended by LF or CRLF, without ever keeping more than one line's worth of bytes: of a line
 * that is too long only the fact is kept. Working by lines instead of by quotes means that a quote somebody forgot
 * spoils one line and not the rest of the file.
 */
final class LineReader {
    /** The longest line that could be right has 32 + 1 + 64 characters; quotes and spaces need a few more. */
    static final int LINE_BYTES_MAX = 1_024;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] line = new byte[LINE_BYTES_MAX + 1];
    private int position;
    private int limit;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The bytes of a line, or the fact that it was too long. Read once, never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Line(byte[] bytes, boolean tooLong) {}

    /** The next line, or null at the end. A last line without an end of line is a line too. */
    @Nullable
    Line next() throws IOException {
        int length = 0;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            byte b = buffer[position++];
            if (b == '\n') {
                return line(length);
            }
            if (length < line.length) {
                line[length] = b;
            }
            length = Math.min(length + 1, line.length + 1);
        }
        return any ? line(length) : null;
    }

    /** One byte more than a line may have is kept, since it may be the first half of its end. */
    private Line line(int length) {
        boolean kept = length > 0 && length <= line.length;
        int end = kept && line[length - 1] == '\r' ? length - 1 : length;
        if (end > LINE_BYTES_MAX) {
            return new Line(new byte[0], true);
        }
        byte[] bytes = new byte[end];
        System.arraycopy(line, 0, bytes, 0, end);
        return new Line(bytes, false);
    }

    private boolean fill() throws IOException {
        limit = in.read(buffer, 0, buffer.length);
        position = 0;
        return limit > 0;
    }
}
