package io.tapgrid.grid.readonly;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteLogger;
import org.apache.ignite.internal.processors.odbc.ClientListenerConnectionContext;
import org.apache.ignite.internal.processors.odbc.ClientListenerNioListener;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.util.nio.GridNioAsyncNotifyFilter;
import org.apache.ignite.internal.util.nio.GridNioSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests are worked on by threads of their own, so that a long query does not hold up the network's, and statements by a few that do nothing
 * else: the others of the node's cores go on selling, and whoever looks at tables or gets a row by key does not wait behind a join. Only what
 * cancels a query comes at once: it must not wait behind it. So that it finds the query, every request is made known to its connection in the
 * order of arrival.
 */
final class OwnThreads extends GridNioAsyncNotifyFilter {
    private static final Logger LOG = LoggerFactory.getLogger(OwnThreads.class);

    private final Executor statements;
    private final ReadOnlyListener requests;

    OwnThreads(String node, Executor threads, Executor statements, ReadOnlyListener requests, IgniteLogger log) {
        super(node, threads, log);
        this.statements = statements;
        this.requests = requests;
    }

    /** Comes on the network's thread. */
    @Override
    public void onSessionOpened(GridNioSession session) throws IgniteCheckedException {
        proceedSessionOpened(session);
    }

    /** Comes on the network's thread. A connection without a context has yet to introduce itself. */
    @Override
    public void onMessageReceived(GridNioSession session, Object message) throws IgniteCheckedException {
        ClientListenerConnectionContext connection = session.meta(ClientListenerNioListener.CONN_CTX_META_KEY);
        if (connection == null) {
            super.onMessageReceived(session, message);
        } else {
            receive(session, (ClientMessage) message, connection);
        }
    }

    private void receive(GridNioSession session, ClientMessage message, ClientListenerConnectionContext connection)
            throws IgniteCheckedException {
        boolean cancels = connection.handler().isCancellationSupported();
        int kind;
        long request;
        try {
            kind = connection.parser().decodeCommandType(message);
            request = cancels ? connection.parser().decodeRequestId(message) : 0;
        } catch (RuntimeException unreadable) {
            session.close();
            return;
        }
        if (cancels && connection.handler().isCancellationCommand(kind)) {
            proceedMessageReceived(session, message);
            return;
        }
        if (cancels) {
            connection.handler().registerRequest(request, kind);
        }
        if (requests.isWork(connection, kind)) {
            ConnectionStatements.of(session).waits(request);
            queue(session, message);
        } else {
            super.onMessageReceived(session, message);
        }
    }

    private void queue(GridNioSession session, ClientMessage message) {
        try {
            statements.execute(() -> work(session, message));
        } catch (RejectedExecutionException full) {
            LOG.warn("a connection from {} is ended: too many statements wait", session.remoteAddress());
            session.close();
        }
    }

    /** Not for a client that has gone while it waited: nobody would end it before its time. */
    private void work(GridNioSession session, ClientMessage message) {
        if (session.closeTime() != 0) {
            return;
        }
        try {
            proceedMessageReceived(session, message);
        } catch (IgniteCheckedException failure) {
            LOG.warn("a connection from {} is ended", session.remoteAddress(), failure);
            session.close();
        }
    }
}
