package io.tapgrid.grid.readonly;

import java.util.Optional;
import org.apache.ignite.cache.query.QueryCancelledException;
import org.apache.ignite.internal.processors.cache.query.IgniteQueryErrorCode;
import org.apache.ignite.internal.processors.odbc.ClientListenerConnectionContext;
import org.apache.ignite.internal.processors.odbc.ClientListenerRequest;
import org.apache.ignite.internal.processors.odbc.ClientListenerRequestHandler;
import org.apache.ignite.internal.processors.odbc.ClientListenerResponse;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcQueryCancelRequest;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcQueryCloseRequest;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcQueryExecuteRequest;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcQueryExecuteResult;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcQueryFetchRequest;
import org.apache.ignite.internal.processors.odbc.jdbc.JdbcResponse;
import org.jspecify.annotations.Nullable;

/** Runs the statements of JDBC connections and fetches their rows, and answers for what the limits have ended. */
final class JdbcStatements implements TimedRequests {
    private static final int EXECUTE = 2;
    private static final int FETCH = 3;
    private static final int CLOSE = 4;
    private static final int CANCEL = 15;

    private final StatementLimits limits;

    JdbcStatements(StatementLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean contain(int kind) {
        return work(kind) || kind == CLOSE || kind == CANCEL;
    }

    @Override
    public boolean work(int kind) {
        return kind == EXECUTE || kind == FETCH;
    }

    @Override
    public boolean isTakenBack(
            ClientListenerConnectionContext connection, ConnectionStatements own, ClientMessage message) {
        return connection.handler().isCancellationSupported()
                && work(connection.parser().decodeCommandType(message))
                && !own.waitsNoMore(connection.parser().decodeRequestId(message));
    }

    @Override
    public Optional<ClientMessage> answer(
            ClientListenerConnectionContext connection, ConnectionStatements own, ClientMessage message) {
        ClientListenerRequestHandler handler = connection.handler();
        ClientListenerRequest request = connection.parser().decode(message);
        ClientListenerResponse response;
        try {
            response = answer(handler, own, request);
        } catch (RuntimeException failure) {
            handler.unregisterRequest(request.requestId());
            response = handler.handleException(failure, request);
        }
        return Optional.ofNullable(response).map(connection.parser()::encode);
    }

    private @Nullable ClientListenerResponse answer(
            ClientListenerRequestHandler handler, ConnectionStatements own, ClientListenerRequest request) {
        if (request instanceof JdbcQueryExecuteRequest execute) {
            return execute(handler, own, execute);
        }
        if (request instanceof JdbcQueryFetchRequest fetch) {
            return fetch(handler, own, fetch);
        }
        if (request instanceof JdbcQueryCancelRequest cancel) {
            return cancel(handler, own, cancel);
        }
        if (request instanceof JdbcQueryCloseRequest close) {
            own.closed(close.cursorId());
        }
        return handler.handle(request);
    }

    private @Nullable ClientListenerResponse execute(
            ClientListenerRequestHandler handler, ConnectionStatements own, JdbcQueryExecuteRequest request) {
        long begun = System.nanoTime();
        JdbcResponse response = (JdbcResponse) handler.handle(request);
        if (response == null) {
            return null;
        }
        Optional<String> ended = limits.ended(begun);
        if (response.response() instanceof JdbcQueryExecuteResult rows) {
            if (ended.isPresent()) {
                handler.handle(new JdbcQueryCloseRequest(rows.cursorId()));
            } else if (!rows.last() || request.maxRows() > 0) {
                own.opened(rows.cursorId(), begun);
            }
        }
        return ended.map(JdbcStatements::cancelled).orElse(response);
    }

    private ClientListenerResponse fetch(
            ClientListenerRequestHandler handler, ConnectionStatements own, JdbcQueryFetchRequest request) {
        Optional<Long> begun = own.begunNanos(request.cursorId());
        Optional<String> endedBefore = begun.flatMap(limits::ended);
        if (endedBefore.isPresent()) {
            return cancelled(endedBefore.get());
        }
        ClientListenerResponse response = handler.handle(request);
        return begun.flatMap(limits::ended).map(JdbcStatements::cancelled).orElse(response);
    }

    /**
     * What still waits for a thread is answered here and forgotten. Ignite would answer and then run it nevertheless, and its client would take
     * that second answer for the one to what it asks next.
     */
    private static @Nullable ClientListenerResponse cancel(
            ClientListenerRequestHandler handler, ConnectionStatements own, JdbcQueryCancelRequest request) {
        long statement = request.requestIdToBeCancelled();
        if (!own.waitsNoMore(statement)) {
            return handler.handle(request);
        }
        handler.unregisterRequest(statement);
        return cancelled(QueryCancelledException.ERR_MSG);
    }

    private static ClientListenerResponse cancelled(String why) {
        return new JdbcResponse(IgniteQueryErrorCode.QUERY_CANCELED, why);
    }
}
