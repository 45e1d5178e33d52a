package io.tapgrid.grid.readonly;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.ignite.internal.processors.cache.query.IgniteQueryErrorCode;
import org.apache.ignite.internal.processors.odbc.ClientListenerConnectionContext;
import org.apache.ignite.internal.processors.odbc.ClientListenerMessageParser;
import org.apache.ignite.internal.processors.odbc.ClientListenerResponse;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcQueryExecuteRequest;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcQueryFetchRequest;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcResponse;
import org.apache.ignite.internal.processors.query.IgniteSQLException;

/** What a JDBC connection may ask. */
final class JdbcReads {
    private static final int EXECUTE = 2;
    private static final int FETCH = 3;

    /** A driver that is refused this one waits for ever when it is closed, unless its connection is gone. */
    private static final Pattern STREAMING =
            Pattern.compile("\\s*SET\\s+STREAMING\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Kinds of requests, as {@code JdbcRequest} numbers them, that read: to close and describe a result (4, 5), to describe tables,
     * columns, indexes, parameters, primary keys and schemas (7 to 12), to cancel (15), to ask where partitions (16) and what binary types and
     * their names (17, 19) are. Not among them: batches, bulk loads, types to be written, transactions.
     */
    private static final Set<Integer> READING = Set.of(4, 5, 7, 8, 9, 10, 11, 12, 15, 16, 17, 19);

    private final Statements statements;

    JdbcReads(Statements statements) {
        this.statements = statements;
    }

    /** The answer to what is not read. Throws {@link IllegalArgumentException} where no answer would do. */
    Optional<ClientListenerResponse> refusal(ClientListenerConnectionContext connection, ClientMessage message) {
        ClientListenerMessageParser parser = connection.parser();
        int kind = parser.decodeCommandType(message);
        if (kind == FETCH) {
            return page(((JdbcQueryFetchRequest) parser.decode(message)).pageSize());
        }
        if (READING.contains(kind)) {
            return Optional.empty();
        }
        Optional<ClientListenerResponse> refusal = kind == EXECUTE
                ? refusal((JdbcQueryExecuteRequest) parser.decode(message))
                : Optional.of(
                        new JdbcResponse(IgniteQueryErrorCode.CLUSTER_READ_ONLY_MODE_ENABLED, Statements.READ_ONLY));
        if (refusal.isPresent()) {
            connection.handler().unregisterRequest(parser.decodeRequestId(message));
        }
        return refusal;
    }

    private Optional<ClientListenerResponse> refusal(JdbcQueryExecuteRequest request) {
        if (STREAMING.matcher(request.sqlQuery()).matches()) {
            throw new IllegalArgumentException(Statements.READ_ONLY);
        }
        return statements
                .refusal(request.schemaName(), request.sqlQuery())
                .map(JdbcReads::response)
                .or(() -> page(request.pageSize()));
    }

    private static Optional<ClientListenerResponse> page(int rows) {
        return PortLimits.allowPage(rows)
                ? Optional.empty()
                : Optional.of(
                        new JdbcResponse(IgniteQueryErrorCode.UNSUPPORTED_OPERATION, PortLimits.pageRefused(rows)));
    }

    private static ClientListenerResponse response(IgniteSQLException refused) {
        return new JdbcResponse(refused.statusCode(), refused.getMessage());
    }
}
