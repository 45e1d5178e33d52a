package io.tapgrid.grid.readonly;

import java.util.Optional;
import org.apache.ignite.internal.binary.streams.BinaryHeapInputStream;
import org.apache.ignite.internal.processors.odbc.ClientListenerConnectionContext;
import org.apache.ignite.internal.processors.odbc.ClientListenerRequest;
import org.apache.ignite.internal.processors.odbc.ClientListenerResponse;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.processors.odbc.SqlStateCode;
import org.apache.ignite.internal.processors.platform.client.ClientConnectionContext;
import org.apache.ignite.internal.processors.platform.client.ClientResourceRegistry;
import org.apache.ignite.internal.processors.platform.client.ClientResponse;
import org.apache.ignite.internal.processors.platform.client.ClientStatus;
import org.apache.ignite.internal.processors.platform.client.IgniteClientException;

/**
 * Runs the statements of thin clients and fetches their rows, and answers for what the limits have ended. Ignite runs a statement no sooner
 * than it writes the answer with the first rows, and when that fails it keeps the cursor, whose number the client never learns; here it is closed.
 */
final class ThinStatements implements TimedRequests {
    private static final int CLOSE = 0;
    private static final int SCAN = 2000;
    private static final int FETCH_OF_SCAN = 2001;
    private static final int EXECUTE = 2004;
    private static final int FETCH = 2005;

    private final StatementLimits limits;

    ThinStatements(StatementLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean contain(int kind) {
        return work(kind) || kind == CLOSE || kind == SCAN || kind == FETCH_OF_SCAN;
    }

    @Override
    public boolean work(int kind) {
        return kind == EXECUTE || kind == FETCH;
    }

    /** A thin client takes nothing back. */
    @Override
    public boolean isTakenBack(
            ClientListenerConnectionContext connection, ConnectionStatements own, ClientMessage message) {
        return false;
    }

    @Override
    public Optional<ClientMessage> answer(
            ClientListenerConnectionContext connection, ConnectionStatements own, ClientMessage message) {
        ClientConnectionContext client = (ClientConnectionContext) connection;
        ClientListenerRequest request = client.parser().decode(message);
        try {
            return Optional.of(
                    switch (client.parser().decodeCommandType(message)) {
                        case EXECUTE -> execute(client, own, request);
                        case FETCH, FETCH_OF_SCAN -> fetch(client, own, cursorOf(message), request);
                        case SCAN -> scan(client, request);
                        default -> close(client, own, cursorOf(message), request);
                    });
        } catch (RuntimeException failure) {
            return Optional.of(failed(client, request, failure));
        }
    }

    private ClientMessage execute(
            ClientConnectionContext client, ConnectionStatements own, ClientListenerRequest request) {
        long begun = System.nanoTime();
        ClientListenerResponse response;
        long cursor;
        synchronized (client) {
            response = client.handler().handle(request);
            cursor = newest(client.resources());
        }
        own.opened(cursor, begun);
        ClientMessage answer;
        try {
            answer = client.parser().encode(response);
        } catch (RuntimeException failure) {
            release(client, own, cursor);
            return limits.ended(begun)
                    .map(why -> cancelled(client, request, why))
                    .orElseGet(() -> failed(client, request, failure));
        }
        Optional<String> ended = limits.ended(begun);
        if (ended.isPresent()) {
            release(client, own, cursor);
            return cancelled(client, request, ended.get());
        }
        forgetIfRead(client, own, cursor);
        return answer;
    }

    private ClientMessage fetch(
            ClientConnectionContext client, ConnectionStatements own, long cursor, ClientListenerRequest request) {
        Optional<Long> begun = own.begunNanos(cursor);
        Optional<String> endedBefore = begun.flatMap(limits::ended);
        if (endedBefore.isPresent()) {
            return cancelled(client, request, endedBefore.get());
        }
        ClientMessage answer;
        try {
            answer = client.parser().encode(client.handler().handle(request));
        } catch (RuntimeException failure) {
            answer = failed(client, request, failure);
        }
        Optional<String> ended = begun.flatMap(limits::ended);
        if (ended.isPresent()) {
            return cancelled(client, request, ended.get());
        }
        forgetIfRead(client, own, cursor);
        return answer;
    }

    /** Not while a statement of the same client is looking for the number of its cursor. */
    private static ClientMessage scan(ClientConnectionContext client, ClientListenerRequest request) {
        ClientListenerResponse response;
        synchronized (client) {
            response = client.handler().handle(request);
        }
        return client.parser().encode(response);
    }

    private static ClientMessage close(
            ClientConnectionContext client, ConnectionStatements own, long cursor, ClientListenerRequest request) {
        own.closed(cursor);
        return client.parser().encode(client.handler().handle(request));
    }

    /** Numbers are given in order. */
    private static long newest(ClientResourceRegistry resources) {
        long next = resources.put("");
        resources.release(next);
        return next - 1;
    }

    /** After the request's kind (two bytes) and number (eight). */
    private static long cursorOf(ClientMessage message) {
        BinaryHeapInputStream bytes = new BinaryHeapInputStream(message.payload());
        bytes.readShort();
        bytes.readLong();
        return bytes.readLong();
    }

    private static void release(ClientConnectionContext client, ConnectionStatements own, long cursor) {
        own.closed(cursor);
        if (isOpen(client, cursor)) {
            client.resources().release(cursor);
        }
    }

    /** Ignite closes a cursor itself when it has written the last row. */
    private static void forgetIfRead(ClientConnectionContext client, ConnectionStatements own, long cursor) {
        if (!isOpen(client, cursor)) {
            own.closed(cursor);
        }
    }

    private static boolean isOpen(ClientConnectionContext client, long cursor) {
        try {
            Object unused = client.resources().get(cursor);
            return true;
        } catch (IgniteClientException closed) {
            return false;
        }
    }

    private static ClientMessage failed(
            ClientConnectionContext client, ClientListenerRequest request, RuntimeException failure) {
        return client.parser().encode(client.handler().handleException(failure, request));
    }

    private static ClientMessage cancelled(ClientConnectionContext client, ClientListenerRequest request, String why) {
        String reason = SqlStateCode.QUERY_CANCELLED + ": " + why;
        return client.parser().encode(new ClientResponse(request.requestId(), ClientStatus.FAILED, reason));
    }
}
