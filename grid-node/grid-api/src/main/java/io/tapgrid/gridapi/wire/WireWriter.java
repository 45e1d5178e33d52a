package io.tapgrid.gridapi.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Appends to a growing array: numbers seven bits a byte, lowest first; texts as UTF-8 behind their length. One thread. */
final class WireWriter {
    private static final int BYTES_AT_FIRST = 512;

    private byte[] bytes = new byte[BYTES_AT_FIRST];
    private int length;

    void putByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /**
     * A constant's place in its enum: nothing here outlives a process, and processes that talk have the same constants,
     * which the version at the head of each message stands for. What is kept has codes of its own.
     */
    @SuppressWarnings("EnumOrdinal")
    void putConstant(Enum<?> constant) {
        putByte(constant.ordinal());
    }

    void putFlag(boolean value) {
        putByte(value ? 1 : 0);
    }

    /** Eight bytes, highest first: for what has no small values. */
    void putWord(long value) {
        reserve(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(length, value);
        length += Long.BYTES;
    }

    /** Zero or more. */
    void putNumber(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("number: " + value + " (expected: 0 or more)");
        }
        reserve(Long.BYTES + 2);
        long rest = value;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putNumber(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    void putTextOrNull(@Nullable String text) {
        putFlag(text != null);
        if (text != null) {
            putText(text);
        }
    }

    /** Microseconds, which is all that times have; not before 1970. */
    void putTime(Instant time) {
        putNumber(TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1_000);
    }

    void putTimeOrNull(@Nullable Instant time) {
        putFlag(time != null);
        if (time != null) {
            putTime(time);
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
