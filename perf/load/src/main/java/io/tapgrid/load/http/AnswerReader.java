package io.tapgrid.load.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the answers of one connection together from whatever pieces the network delivers. One answer at a time, since
 * requests are not pipelined: bytes past its end are an error of the server.
 */
final class AnswerReader {

    private static final byte[] NO_BODY = new byte[0];

    private final int bytesMax;
    private byte[] bytes = new byte[1024];
    private int filled;
    private int searched;
    private int bodyAt;
    private @Nullable AnswerHead head;
    private @Nullable ChunkedBody chunks;

    AnswerReader(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes all of the piece. Returns the answer when this piece completed it, otherwise null. */
    @Nullable
    Answer feed(ByteBuffer piece) throws MalformedAnswer {
        int more = piece.remaining();
        if (filled + more > bytesMax) {
            throw new MalformedAnswer("longer than " + bytesMax + " bytes");
        }
        if (filled + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(bytesMax, Math.max(bytes.length * 2, filled + more)));
        }
        piece.get(bytes, filled, more);
        filled += more;
        return advance();
    }

    /** The connection ended. Completes an answer whose length is the end of the connection; null if none was due. */
    @Nullable
    Answer end() throws MalformedAnswer {
        AnswerHead known = head;
        if (known != null && known.contentLength() == AnswerHead.ABSENT && chunks == null) {
            return new Answer(known.status, Arrays.copyOfRange(bytes, bodyAt, filled), known.retryAfterSeconds());
        }
        if (filled > 0) {
            throw new MalformedAnswer("cut short");
        }
        return null;
    }

    /** Whether the answer just returned leaves the connection usable. */
    boolean persistent() {
        return head != null && head.persistent();
    }

    /** Ready for the next answer. */
    void reset() {
        filled = 0;
        searched = 0;
        head = null;
        chunks = null;
    }

    private @Nullable Answer advance() throws MalformedAnswer {
        AnswerHead known = head;
        while (known == null || known.interim()) {
            if (known != null) {
                dropInterim();
            }
            if (!findHeadEnd()) {
                return null;
            }
            known = new AnswerHead(bytes, bodyAt);
            head = known;
        }
        return body(known);
    }

    private @Nullable Answer body(AnswerHead known) throws MalformedAnswer {
        if (known.chunked()) {
            ChunkedBody reading = chunks == null ? new ChunkedBody(bodyAt) : chunks;
            chunks = reading;
            return reading.read(bytes, filled) ? answer(known, reading.body(), reading.end()) : null;
        }
        int length = known.hasNoBody() ? 0 : known.contentLength();
        if (length == AnswerHead.ABSENT || filled - bodyAt < length) {
            return null;
        }
        byte[] body = length == 0 ? NO_BODY : Arrays.copyOfRange(bytes, bodyAt, bodyAt + length);
        return answer(known, body, bodyAt + length);
    }

    private Answer answer(AnswerHead known, byte[] body, int end) throws MalformedAnswer {
        if (end != filled) {
            throw new MalformedAnswer("bytes after the answer");
        }
        return new Answer(known.status, body, known.retryAfterSeconds());
    }

    private boolean findHeadEnd() {
        for (int i = searched; i <= filled - 4; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                bodyAt = i + 4;
                return true;
            }
        }
        searched = Math.max(0, filled - 3);
        return false;
    }

    private void dropInterim() {
        System.arraycopy(bytes, bodyAt, bytes, 0, filled - bodyAt);
        filled -= bodyAt;
        searched = 0;
        head = null;
    }
}
