package io.tapgrid.grid.readonly;

import io.tapgrid.grid.node.NodeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.configuration.ClientConnectorConfiguration;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.GridKernalContextImpl;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.metric.GridMetricManager;
import org.apache.ignite.internal.processors.metric.MetricRegistryImpl;
import org.apache.ignite.internal.processors.odbc.ClientListenerMetrics;
import org.apache.ignite.internal.processors.odbc.ClientListenerNioMessageParser;
import org.apache.ignite.internal.processors.odbc.ClientListenerProcessor;
import org.apache.ignite.internal.processors.odbc.ClientMessage;
import org.apache.ignite.internal.util.GridSpinBusyLock;
import org.apache.ignite.internal.util.nio.GridNioCodecFilter;
import org.apache.ignite.internal.util.nio.GridNioFilter;
import org.apache.ignite.internal.util.nio.GridNioServer;
import org.apache.ignite.internal.util.nio.ssl.GridNioSslFilter;
import org.apache.ignite.thread.IgniteThreadPoolExecutor;

/**
 * The port for JDBC and thin clients. It speaks Ignite's protocol with Ignite's own parts, and puts a {@link ReadOnlyListener} in front of them;
 * Ignite's listener takes every request from everybody, and has no place to put one. Takes that listener's place in the node.
 * Ignite 2.17 and no other: these parts are its internals.
 */
final class SqlPort extends ClientListenerProcessor {
    private static final int SELECTORS = 2;

    private final NodeConfig.Network network;
    private final ClientListenerMetrics metrics;
    private final GridSpinBusyLock busy = new GridSpinBusyLock();
    private final ExecutorService threads;
    private final ExecutorService statements;
    private final StatementLimits limits;
    private final GridNioServer<ClientMessage> server;

    private SqlPort(GridKernalContext kernal, NodeConfig.Network network) throws IgniteCheckedException, IOException {
        super(kernal);
        this.network = network;
        MetricRegistryImpl registry = kernal.metric().registry(GridMetricManager.CLIENT_CONNECTOR_METRICS);
        this.metrics = new ClientListenerMetrics(registry);
        this.threads = threads("client-connector", PortLimits.THREADS, new LinkedBlockingQueue<>());
        this.statements = threads(
                "client-statement", PortLimits.STATEMENTS, new LinkedBlockingQueue<>(PortLimits.STATEMENTS_WAITING));
        this.limits = new StatementLimits(kernal, network.sqlSelectMax());
        this.server = server(registry);
    }

    private ExecutorService threads(String name, int threads, BlockingQueue<Runnable> waiting) {
        return new IgniteThreadPoolExecutor(name, ctx.igniteInstanceName(), threads, threads, 0, waiting);
    }

    /**
     * Listens from now on. Other threads of the node go through the list of its parts meanwhile, so this one is not put into it.
     *
     * @throws UncheckedIOException when the port cannot be listened on
     */
    static SqlPort open(Ignite ignite, NodeConfig.Network network) {
        GridKernalContextImpl kernal = (GridKernalContextImpl) ((IgniteEx) ignite).context();
        try {
            SqlPort opened = new SqlPort(kernal, network);
            kernal.add(opened, false);
            opened.start();
            return opened;
        } catch (IgniteCheckedException | IOException refused) {
            throw new UncheckedIOException(
                    "sql.port: " + network.sqlPort() + " cannot be listened on at " + network.host(),
                    new IOException(refused));
        }
    }

    private GridNioServer<ClientMessage> server(MetricRegistryImpl registry)
            throws IgniteCheckedException, IOException {
        ClientConnectorConfiguration jdbcAndThin = new ClientConnectorConfiguration()
                .setOdbcEnabled(false)
                .setThreadPoolSize(PortLimits.THREADS)
                .setMaxOpenCursorsPerConnection(PortLimits.CURSORS);
        ReadOnlyListener listener = new ReadOnlyListener(ctx, busy, jdbcAndThin, metrics, limits);
        return GridNioServer.<ClientMessage>builder()
                .address(InetAddress.getByName(network.host()))
                .port(network.sqlPort())
                .listener(listener)
                .logger(log)
                .selectorCount(SELECTORS)
                .igniteInstanceName(ctx.igniteInstanceName())
                .serverName("client-listener")
                .tcpNoDelay(true)
                .directBuffer(true)
                .byteOrder(ByteOrder.nativeOrder())
                .directMode(true)
                .idleTimeout(PortLimits.idle(network.sqlSelectMax()).toMillis())
                .metricRegistry(registry)
                .filters(filters(listener, registry))
                .build();
    }

    private GridNioFilter[] filters(ReadOnlyListener listener, MetricRegistryImpl registry) {
        List<GridNioFilter> filters = new ArrayList<>();
        filters.add(new OwnThreads(ctx.igniteInstanceName(), threads, statements, listener, log));
        filters.add(new GridNioCodecFilter(new ClientListenerNioMessageParser(log), log, true));
        network.tls().ifPresent(tls -> filters.add(encryption(tls.towardsReaders(), registry)));
        return filters.toArray(GridNioFilter[]::new);
    }

    /** Who shows no certificate, or one that is not trusted, gets no further. */
    private GridNioFilter encryption(SSLContext context, MetricRegistryImpl registry) {
        GridNioSslFilter filter = new GridNioSslFilter(context, true, ByteOrder.nativeOrder(), log, registry);
        filter.directMode(true);
        filter.wantClientAuth(true);
        filter.needClientAuth(true);
        return filter;
    }

    @Override
    public void start() {
        limits.start();
        server.start();
    }

    /** Ends statements first: whatever closes after them would wait. */
    void close() {
        limits.close();
        busy.block();
        server.stop();
        threads.shutdownNow();
        statements.shutdownNow();
    }

    @Override
    public int port() {
        return network.sqlPort();
    }

    @Override
    public ClientListenerMetrics metrics() {
        return metrics;
    }

    @Override
    public void closeAllSessions() {
        server.sessions().forEach(server::close);
    }

    /** Nobody outside needs to know where in the code something failed. */
    @Override
    public boolean sendServerExceptionStackTraceToClient() {
        return false;
    }

    @Override
    public String toString() {
        return "SqlPort " + network.host() + ":" + network.sqlPort();
    }
}
