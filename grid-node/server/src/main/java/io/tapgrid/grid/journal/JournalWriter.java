package io.tapgrid.grid.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A growing byte array with the journal's primitives. Numbers are variable in length (7 bits a byte, low first, signed
 * ones zigzag), texts are UTF-8 with their length, times are microseconds relative to the entry's own time: most of
 * them are equal to it and take one byte.
 */
final class JournalWriter {
    private final long baseMicros;
    private byte[] bytes = new byte[256];
    private int length;

    JournalWriter(Instant base) {
        this.baseMicros = micros(base);
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.truncatedTo(ChronoUnit.MICROS));
    }

    int length() {
        return length;
    }

    /** Empties it; the room it has grown to stays. */
    void clear() {
        length = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Everything written, followed by its checksum. */
    byte[] toByteArrayWithChecksum() {
        int checksum = EventCodec.checksum(bytes, length);
        byte[] result = Arrays.copyOf(bytes, length + EventCodec.CHECKSUM_BYTES);
        ByteBuffer.wrap(result).putInt(length, checksum);
        return result;
    }

    void writeAll(JournalWriter other) {
        writeBytes(other.bytes, other.length);
    }

    void writeByte(int value) {
        ensureRoom(1);
        bytes[length++] = (byte) value;
    }

    private void writeBytes(byte[] source, int count) {
        ensureRoom(count);
        System.arraycopy(source, 0, bytes, length, count);
        length += count;
    }

    void writeUnsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    void writeTime(Instant time) {
        writeSigned(micros(time) - baseMicros);
    }

    void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > EventCodec.TEXT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "text: " + utf8.length + " bytes (expected: at most " + EventCodec.TEXT_BYTES_MAX + ")");
        }
        writeUnsigned(utf8.length);
        writeBytes(utf8, utf8.length);
    }

    /** In key order, so that equal maps give equal bytes. */
    void writeTexts(Map<String, String> texts) {
        if (texts.size() > EventCodec.TEXTS_MAX) {
            throw new IllegalArgumentException(
                    "names: " + texts.size() + " (expected: at most " + EventCodec.TEXTS_MAX + ")");
        }
        writeUnsigned(texts.size());
        new TreeMap<>(texts).forEach((key, text) -> {
            writeText(key);
            writeText(text);
        });
    }

    <T> void writeOptional(@Nullable T value, BiConsumer<JournalWriter, T> write) {
        writeBoolean(value != null);
        if (value != null) {
            write.accept(this, value);
        }
    }

    /** A constant as its place in a list that only ever grows at its end. */
    <T> void writeCode(List<T> codes, T constant) {
        int code = codes.indexOf(constant);
        if (code < 0) {
            throw new IllegalArgumentException(constant + ": has no code in the journal");
        }
        writeByte(code);
    }

    private void ensureRoom(int count) {
        if (length + count > EventCodec.ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "journal entry: too large (expected: at most " + EventCodec.ENTRY_BYTES_MAX + " bytes)");
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
    }
}
