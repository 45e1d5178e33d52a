package io.tapgrid.grid.journal;

import io.tapgrid.domain.shard.Event;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The journal's binary format, version 1. Stateless; any thread.
 *
 * <pre>
 * entry  = version (1 byte, = 1)  time (signed, µs since 1970)  count (unsigned)  event*  crc32c (4 bytes, high first)
 * event  = length (unsigned)  code (1 byte)  fields
 * </pre>
 *
 * <p>The checksum covers every byte before it. Times inside the events are relative to the entry's own, so an event's
 * bytes are read together with that time ({@link #decodeEvent}). Times are cut to microseconds, which is what MySQL
 * keeps. A won unit takes about 90 bytes, most of it its request key.
 */
public final class EventCodec {
    /** Bytes of one entry: far above a full batch of imports, far below what MySQL takes in one packet. */
    public static final int ENTRY_BYTES_MAX = 8 << 20;

    /** Events of one entry. */
    public static final int EVENTS_MAX = 65_536;

    /** Bytes of one text: the longest allowed one (200 characters) at four bytes each. */
    static final int TEXT_BYTES_MAX = 800;

    /** Languages of one name. */
    static final int TEXTS_MAX = 64;

    static final byte VERSION = 1;

    static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int HASH_BYTES = 16;

    private EventCodec() {}

    /** Throws {@link IllegalArgumentException} when a limit is passed; callers bound their batches well below. */
    public static byte[] encode(Instant at, List<Event> events) {
        if (events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException("events: " + events.size() + " (expected: at most " + EVENTS_MAX + ")");
        }
        JournalWriter out = new JournalWriter(Instant.EPOCH);
        out.writeByte(VERSION);
        out.writeTime(at);
        out.writeUnsigned(events.size());
        JournalWriter body = new JournalWriter(at);
        for (Event event : events) {
            body.clear();
            writeEvent(body, event);
            out.writeUnsigned(body.length());
            out.writeAll(body);
        }
        return out.toByteArrayWithChecksum();
    }

    /** Throws {@link CorruptJournalException} for anything that {@link #encode} has not written. */
    public static Batch decode(byte[] entry) {
        int end = entry.length - CHECKSUM_BYTES;
        if (end < 1 || entry.length > ENTRY_BYTES_MAX) {
            throw new CorruptJournalException("an entry of " + entry.length + " bytes");
        }
        if (entry[0] != VERSION) {
            throw new CorruptJournalException("version " + entry[0] + " (expected: " + VERSION + ")");
        }
        int expected = ByteBuffer.wrap(entry).getInt(end);
        if (checksum(entry, end) != expected) {
            throw new CorruptJournalException("the checksum of an entry of " + entry.length + " bytes is wrong");
        }
        return decodeBatch(entry, end);
    }

    /** The time of an entry, without looking at the rest of it. */
    public static Instant time(byte[] entry) {
        if (entry.length < 1 || entry[0] != VERSION) {
            throw new CorruptJournalException("not an entry of version " + VERSION);
        }
        return readTime(new JournalReader(entry, 1, entry.length, Instant.EPOCH));
    }

    /** The bytes of one event, to be read again together with {@code at}. */
    public static byte[] encodeEvent(Instant at, Event event) {
        JournalWriter out = new JournalWriter(at);
        writeEvent(out, event);
        return out.toByteArray();
    }

    /** Reads what {@link #encodeEvent} wrote, as the ledger keeps it. */
    public static Event decodeEvent(Instant at, byte[] bytes) {
        JournalReader in = new JournalReader(bytes, 0, bytes.length, at);
        try {
            Event event = EventKind.of(in.readByte()).read(in);
            in.requireEnd();
            return event;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
            throw new CorruptJournalException("an event with a value that cannot be", invalid);
        }
    }

    /** What tells two events apart in the ledger: the first 16 bytes of SHA-256 over time and bytes. */
    public static byte[] hash(Instant at, byte[] event) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, JournalWriter.micros(at)));
            return Arrays.copyOf(digest.digest(event), HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void writeEvent(JournalWriter out, Event event) {
        EventKind<?> kind = EventKind.of(event);
        out.writeByte(kind.code());
        kind.write(out, event);
    }

    private static Batch decodeBatch(byte[] entry, int end) {
        JournalReader in = new JournalReader(entry, 1, end, Instant.EPOCH);
        Instant at = readTime(in);
        int count = in.readInt(0, EVENTS_MAX);
        List<LoggedEvent> events = new ArrayList<>(Math.min(count, end));
        for (int i = 0; i < count; i++) {
            int length = in.readInt(1, end);
            int from = in.position();
            in.skip(length);
            byte[] bytes = Arrays.copyOfRange(entry, from, from + length);
            events.add(new LoggedEvent(decodeEvent(at, bytes), bytes));
        }
        in.requireEnd();
        return new Batch(at, events);
    }

    private static Instant readTime(JournalReader in) {
        try {
            return in.readTime();
        } catch (DateTimeException | ArithmeticException invalid) {
            throw new CorruptJournalException("a time that cannot be", invalid);
        }
    }

    static int checksum(byte[] bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, end);
        return (int) crc.getValue();
    }

    /** One committed batch: the shard's {@code now} and what happened, in order. */
    public record Batch(Instant at, List<LoggedEvent> events) {
        public Batch {
            events = List.copyOf(events);
        }
    }
}
