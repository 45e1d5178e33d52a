package io.tapgrid.grid.readonly;

import java.util.concurrent.Executor;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteLogger;
import org.apache.ignite.internal.processors.odbc.ClientListenerConnectionContext;
import org.apache.ignite.internal.processors.odbc.ClientListenerNioListener;
import org.apache.ignite.internal.processors.odbc.ClientListenerRequestHandler;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.util.nio.GridNioAsyncNotifyFilter;
import org.apache.ignite.internal.util.nio.GridNioSession;

/**
 * Requests are worked on by threads of their own, so that a long query does not hold up the network's. Only what cancels a query comes at once:
 * it must not wait behind it. So that it finds the query, every request is made known to its connection in the order of arrival.
 */
final class OwnThreads extends GridNioAsyncNotifyFilter {
    OwnThreads(String node, Executor threads, IgniteLogger log) {
        super(node, threads, log);
    }

    /** Comes on the network's thread. */
    @Override
    public void onSessionOpened(GridNioSession session) throws IgniteCheckedException {
        proceedSessionOpened(session);
    }

    /** Comes on the network's thread. */
    @Override
    public void onMessageReceived(GridNioSession session, Object message) throws IgniteCheckedException {
        ClientListenerConnectionContext connection = session.meta(ClientListenerNioListener.CONN_CTX_META_KEY);
        if (connection != null && connection.handler().isCancellationSupported()) {
            receive(session, (ClientMessage) message, connection);
        } else {
            super.onMessageReceived(session, message);
        }
    }

    private void receive(GridNioSession session, ClientMessage message, ClientListenerConnectionContext connection)
            throws IgniteCheckedException {
        int kind;
        long request;
        try {
            kind = connection.parser().decodeCommandType(message);
            request = connection.parser().decodeRequestId(message);
        } catch (RuntimeException unreadable) {
            session.close();
            return;
        }
        ClientListenerRequestHandler handler = connection.handler();
        if (handler.isCancellationCommand(kind)) {
            proceedMessageReceived(session, message);
        } else {
            handler.registerRequest(request, kind);
            super.onMessageReceived(session, message);
        }
    }
}
