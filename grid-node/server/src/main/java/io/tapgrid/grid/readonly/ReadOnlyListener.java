package io.tapgrid.grid.readonly;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ignite.configuration.ClientConnectorConfiguration;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.binary.BinaryWriterExImpl;
import org.apache.ignite.internal.binary.streams.BinaryHeapOutputStream;
import org.apache.ignite.internal.processors.odbc.ClientListenerConnectionContext;
import org.apache.ignite.internal.processors.odbc.ClientListenerMetrics;
import org.apache.ignite.internal.processors.odbc.ClientListenerNioListener;
import org.apache.ignite.internal.processors.odbc.ClientListenerResponse;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.processors.platform.client.ClientStatus;
import org.apache.ignite.internal.util.GridSpinBusyLock;
import org.apache.ignite.internal.util.nio.GridNioFuture;
import org.apache.ignite.internal.util.nio.GridNioSession;
import org.apache.ignite.internal.util.nio.GridNioSessionMetaKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what only reads and refuses the rest; runs statements within the limits. What cannot be made out is neither: its connection ends.
 */
final class ReadOnlyListener extends ClientListenerNioListener {
    private static final Logger LOG = LoggerFactory.getLogger(ReadOnlyListener.class);

    private static final int COUNTED = GridNioSessionMetaKey.nextUniqueKey();

    private final JdbcReads jdbc;
    private final ThinReads thin;
    private final JdbcStatements jdbcStatements;
    private final ThinStatements thinStatements;
    private final AtomicInteger connections = new AtomicInteger();

    ReadOnlyListener(
            GridKernalContext kernal,
            GridSpinBusyLock busy,
            ClientConnectorConfiguration configuration,
            ClientListenerMetrics metrics,
            StatementLimits limits) {
        super(kernal, busy, configuration, metrics);
        Statements statements = new Statements(kernal);
        this.jdbc = new JdbcReads(statements);
        this.thin = new ThinReads(kernal, statements);
        this.jdbcStatements = new JdbcStatements(limits);
        this.thinStatements = new ThinStatements(limits);
    }

    @Override
    public void onConnected(GridNioSession session) {
        connections.incrementAndGet();
        session.addMeta(COUNTED, true);
        super.onConnected(session);
    }

    @Override
    public void onDisconnected(GridNioSession session, @Nullable Exception failure) {
        // Under TLS one that never came through the handshake goes without having come.
        if (session.removeMeta(COUNTED) != null) {
            connections.decrementAndGet();
        }
        super.onDisconnected(session, failure);
    }

    /** A connection without a context has yet to introduce itself. */
    @Override
    public void onMessage(GridNioSession session, ClientMessage message) {
        ClientListenerConnectionContext connection = session.meta(CONN_CTX_META_KEY);
        if (connection != null) {
            readOrRefuse(session, connection, message);
        } else if (connections.get() <= PortLimits.CONNECTIONS) {
            super.onMessage(session, message);
        } else {
            turnAway(session);
        }
    }

    private void readOrRefuse(
            GridNioSession session, ClientListenerConnectionContext connection, ClientMessage message) {
        try {
            Optional<ClientListenerResponse> refusal = refusal(connection, message);
            if (timed(connection).isTakenBack(connection, ConnectionStatements.of(session), message)) {
                return;
            }
            if (refusal.isEmpty()) {
                read(session, connection, message);
            } else {
                LOG.info("refused a request from {} that is none to read", session.remoteAddress());
                session.send(connection.parser().encode(refusal.get()));
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("a connection from {} is ended: {}", session.remoteAddress(), unreadable.toString());
            session.close();
        } catch (Error broken) {
            session.close();
            throw broken;
        }
    }

    private Optional<ClientListenerResponse> refusal(
            ClientListenerConnectionContext connection, ClientMessage message) {
        return switch (connection.clientType()) {
            case JDBC_CLIENT -> jdbc.refusal(connection, message);
            case THIN_CLIENT -> thin.refusal(message);
            default -> throw new IllegalArgumentException("client type " + connection.clientType());
        };
    }

    private void read(GridNioSession session, ClientListenerConnectionContext connection, ClientMessage message) {
        TimedRequests timed = timed(connection);
        if (timed.contain(connection.parser().decodeCommandType(message))) {
            timed.answer(connection, ConnectionStatements.of(session), message).ifPresent(session::send);
        } else {
            super.onMessage(session, message);
        }
    }

    /** Whether a request of this kind belongs to the few threads for statements. */
    boolean isWork(ClientListenerConnectionContext connection, int kind) {
        return timed(connection).work(kind);
    }

    private TimedRequests timed(ClientListenerConnectionContext connection) {
        return connection.clientType() == JDBC_CLIENT ? jdbcStatements : thinStatements;
    }

    /** Answers as Ignite does to who is not let in: no, its version, why, and with what status; drivers before the last ignore that. */
    private static void turnAway(GridNioSession session) {
        LOG.warn("a connection from {} is turned away: {} are open", session.remoteAddress(), PortLimits.CONNECTIONS);
        BinaryWriterExImpl answer = new BinaryWriterExImpl(null, new BinaryHeapOutputStream(8), null, null);
        answer.writeBoolean(false);
        answer.writeShort((short) 0);
        answer.writeShort((short) 0);
        answer.writeShort((short) 0);
        answer.doWriteString(
                "too many connections to this node (expected: at most " + PortLimits.CONNECTIONS + " at once)");
        answer.writeInt(ClientStatus.FAILED);
        GridNioFuture<?> sent = session.send(new ClientMessage(answer.array()));
        sent.listen(session::close);
    }
}
