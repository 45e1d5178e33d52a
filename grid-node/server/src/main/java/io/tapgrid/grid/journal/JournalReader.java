package io.tapgrid.grid.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link JournalWriter} wrote. Every length is checked against what is there before anything is allocated. */
final class JournalReader {
    private static final int VARINT_BITS = 64;

    private final byte[] bytes;
    private final int end;
    private final long baseMicros;
    private int position;

    JournalReader(byte[] bytes, int from, int end, Instant base) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
        this.baseMicros = JournalWriter.micros(base);
    }

    int position() {
        return position;
    }

    void requireEnd() {
        if (position != end) {
            throw new CorruptJournalException((end - position) + " bytes left over at " + position);
        }
    }

    int readByte() {
        requireAvailable(1);
        return bytes[position++] & 0xFF;
    }

    long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptJournalException("a number of more than 64 bits at " + position);
    }

    long readSigned() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A count or a number known to be small; anything outside is damage. */
    int readInt(int min, int max) {
        long value = readUnsigned();
        if (value < min || value > max) {
            throw new CorruptJournalException(value + " at " + position + " (expected: " + min + ".." + max + ")");
        }
        return (int) value;
    }

    boolean readBoolean() {
        int value = readByte();
        if (value > 1) {
            throw new CorruptJournalException("not a boolean at " + position + ": " + value);
        }
        return value == 1;
    }

    Instant readTime() {
        return Instant.EPOCH.plus(baseMicros + readSigned(), ChronoUnit.MICROS);
    }

    String readText() {
        int length = readInt(0, EventCodec.TEXT_BYTES_MAX);
        requireAvailable(length);
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    Map<String, String> readTexts() {
        int count = readInt(0, EventCodec.TEXTS_MAX);
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < count; i++) {
            texts.put(readText(), readText());
        }
        return texts;
    }

    <T> @Nullable T readOptional(Function<JournalReader, T> read) {
        return readBoolean() ? read.apply(this) : null;
    }

    <T> T readCode(List<T> codes) {
        int code = readByte();
        if (code >= codes.size()) {
            throw new CorruptJournalException("unknown code " + code + " at " + position);
        }
        return codes.get(code);
    }

    void requireAvailable(int count) {
        if (count > end - position) {
            throw new CorruptJournalException("cut off at " + position + ": " + count + " more bytes expected");
        }
    }

    void skip(int count) {
        requireAvailable(count);
        position += count;
    }
}
