package io.tapgrid.grid.readonly;

import java.util.Optional;
import org.apache.ignite.configuration.ClientConnectorConfiguration;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.processors.odbc.ClientListenerConnectionContext;
import org.apache.ignite.internal.processors.odbc.ClientListenerMetrics;
import org.apache.ignite.internal.processors.odbc.ClientListenerNioListener;
import org.apache.ignite.internal.processors.odbc.ClientListenerResponse;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.util.GridSpinBusyLock;
import org.apache.ignite.internal.util.nio.GridNioSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on what only reads and refuses the rest. What cannot be made out is neither: its connection ends. */
final class ReadOnlyListener extends ClientListenerNioListener {
    private static final Logger LOG = LoggerFactory.getLogger(ReadOnlyListener.class);

    private final JdbcReads jdbc;
    private final ThinReads thin;

    ReadOnlyListener(
            GridKernalContext kernal,
            GridSpinBusyLock busy,
            ClientConnectorConfiguration configuration,
            ClientListenerMetrics metrics) {
        super(kernal, busy, configuration, metrics);
        Statements statements = new Statements(kernal);
        this.jdbc = new JdbcReads(statements);
        this.thin = new ThinReads(kernal, statements);
    }

    /** A connection without a context has yet to introduce itself. */
    @Override
    public void onMessage(GridNioSession session, ClientMessage message) {
        ClientListenerConnectionContext connection = session.meta(CONN_CTX_META_KEY);
        if (connection == null) {
            super.onMessage(session, message);
            return;
        }
        Optional<ClientListenerResponse> refusal;
        try {
            refusal = refusal(connection, message);
        } catch (RuntimeException unreadable) {
            LOG.warn("a connection from {} is ended: {}", session.remoteAddress(), unreadable.toString());
            session.close();
            return;
        }
        if (refusal.isEmpty()) {
            super.onMessage(session, message);
        } else {
            LOG.info("refused a request from {} that is none to read", session.remoteAddress());
            session.send(connection.parser().encode(refusal.get()));
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
}
