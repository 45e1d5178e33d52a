package io.tapgrid.gridapi.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads what {@link WireWriter} wrote, in the same order. Anything else ends in {@link IllegalArgumentException}. One thread. */
final class WireReader {
    private final byte[] bytes;
    private int at;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int getByte() {
        require(1);
        return bytes[at++];
    }

    boolean getFlag() {
        return getByte() != 0;
    }

    long getNumber() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = getByte();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("wire: a number without an end at " + at);
    }

    long getWord() {
        require(Long.BYTES);
        long value = ByteBuffer.wrap(bytes).getLong(at);
        at += Long.BYTES;
        return value;
    }

    /** A number of things of at least {@code bytesEach} that are still to come: no more than there is room for. */
    int getCount(int bytesEach) {
        int count = getInt();
        if (count > (bytes.length - at) / bytesEach) {
            throw new IllegalArgumentException("wire: " + count + " entries at " + at + " of " + bytes.length);
        }
        return count;
    }

    int getInt() {
        return Math.toIntExact(getNumber());
    }

    String getText() {
        int length = getInt();
        require(length);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    @Nullable
    String getTextOrNull() {
        return getFlag() ? getText() : null;
    }

    Instant getTime() {
        long micros = getNumber();
        long perSecond = TimeUnit.SECONDS.toMicros(1);
        return Instant.ofEpochSecond(micros / perSecond, micros % perSecond * 1_000);
    }

    @Nullable
    Instant getTimeOrNull() {
        return getFlag() ? getTime() : null;
    }

    private void require(int count) {
        if (count < 0 || at + count > bytes.length) {
            throw new IllegalArgumentException("wire: " + count + " bytes at " + at + " of " + bytes.length);
        }
    }
}
