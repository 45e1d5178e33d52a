package io.tapgrid.grid.readonly;

import java.util.Optional;
import java.util.Set;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.binary.BinaryReaderExImpl;
import org.apache.ignite.internal.binary.GridBinaryMarshaller;
import org.apache.ignite.internal.binary.streams.BinaryHeapInputStream;
import org.apache.ignite.internal.processors.cache.DynamicCacheDescriptor;
import org.apache.ignite.internal.processors.cache.binary.CacheObjectBinaryProcessorImpl;
import org.apache.ignite.internal.processors.odbc.ClientListenerResponse;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.processors.platform.client.ClientResponse;
import org.apache.ignite.internal.processors.platform.client.ClientStatus;
import org.apache.ignite.internal.processors.query.QueryUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a thin client may ask. A request begins with what it is (two bytes) and its number (eight); one about a cache goes on with the cache (four)
 * and flags (one).
 */
final class ThinReads {
    /**
     * Reads that are about no cache's rows, by number as in {@code ClientMessageParser}: to close a cursor, to keep a connection (0, 1, 2), caches
     * and where their partitions are (1050, 1055, 1100, 1101), the next page of a result (2001, 2005), binary types (3000, 3002, 3004), the state
     * and the nodes of the cluster (5000, 5100, 5101, 5102).
     */
    private static final Set<Integer> READING =
            Set.of(0, 1, 2, 1050, 1055, 1100, 1101, 2001, 2005, 3000, 3002, 3004, 5000, 5100, 5101, 5102);

    /** get, getAll, containsKey, containsKeys, size. */
    private static final Set<Integer> READING_ROWS = Set.of(1000, 1003, 1011, 1012, 1020);

    private static final int SCAN = 2000;
    private static final int SQL = 2004;
    private static final int TELL_TYPE_NAME = 3001;
    private static final int TELL_TYPE = 3003;

    /** Rows as they are stored. Other flags are a transaction, whose reads lock, and a time to live, which a read would set. */
    private static final int KEEP_BINARY = 1;

    private final GridKernalContext kernal;
    private final Statements statements;
    private final KnownTypes types;

    ThinReads(GridKernalContext kernal, Statements statements) {
        this.kernal = kernal;
        this.statements = statements;
        this.types = new KnownTypes(kernal);
    }

    /** The answer to what is not read. With the status of a violation the client would keep the reason to itself. */
    Optional<ClientListenerResponse> refusal(ClientMessage message) {
        BinaryReaderExImpl reader = reader(message);
        int kind = reader.readShort();
        long number = reader.readLong();
        return refusal(kind, reader).map(why -> new ClientResponse(number, ClientStatus.FUNCTIONALITY_DISABLED, why));
    }

    private Optional<String> refusal(int kind, BinaryReaderExImpl reader) {
        return switch (kind) {
            case SQL -> {
                int cache = reader.readInt();
                yield isPlain(reader) ? statement(cache, reader) : Optional.of(Statements.READ_ONLY);
            }
            case SCAN ->
                isPlainCache(reader) && !bringsCode(reader)
                        ? scanPage(reader.readInt())
                        : Optional.of(Statements.READ_ONLY);
            case TELL_TYPE_NAME -> unless(types.knowsName(reader));
            case TELL_TYPE -> unless(types.knows(reader));
            default -> unless(READING.contains(kind) || (READING_ROWS.contains(kind) && isPlainCache(reader)));
        };
    }

    private static Optional<String> page(int rows) {
        return PortLimits.allowPage(rows) ? Optional.empty() : Optional.of(PortLimits.pageRefused(rows));
    }

    private static Optional<String> scanPage(int rows) {
        return rows <= PortLimits.SCAN_ROWS
                ? Optional.empty()
                : Optional.of(PortLimits.pageRefused(rows, PortLimits.SCAN_ROWS));
    }

    private static Optional<String> unless(boolean reads) {
        return reads ? Optional.empty() : Optional.of(Statements.READ_ONLY);
    }

    private static boolean isPlainCache(BinaryReaderExImpl reader) {
        reader.readInt(); // the cache
        return isPlain(reader);
    }

    private static boolean isPlain(BinaryReaderExImpl reader) {
        return (reader.readByte() & ~KEEP_BINARY) == 0;
    }

    /** A scan's filter is an object with a method that the servers run. */
    private static boolean bringsCode(BinaryReaderExImpl reader) {
        return reader.readByte() != GridBinaryMarshaller.NULL;
    }

    private Optional<String> statement(int cache, BinaryReaderExImpl reader) {
        String schema = reader.readString();
        int pageRows = reader.readInt();
        reader.readInt(); // rows in all
        String sql = reader.readString();
        if (sql == null) {
            throw new IllegalArgumentException("no statement");
        }
        return statements
                .refusal(schema == null ? schemaOf(cache) : schema, sql)
                .map(Throwable::getMessage)
                .or(() -> page(pageRows));
    }

    /** As Ignite finds it: none where no cache is named. */
    private @Nullable String schemaOf(int cache) {
        DynamicCacheDescriptor found = cache == 0 ? null : kernal.cache().cacheDescriptor(cache);
        return found == null
                ? null
                : QueryUtils.normalizeSchemaName(
                        found.cacheName(), found.cacheConfiguration().getSqlSchema());
    }

    private BinaryReaderExImpl reader(ClientMessage message) {
        GridBinaryMarshaller marshaller = ((CacheObjectBinaryProcessorImpl) kernal.cacheObjects()).marshaller();
        return new BinaryReaderExImpl(
                marshaller.context(), new BinaryHeapInputStream(message.payload()), null, null, true, true);
    }
}
