package io.tapgrid.admin.grid;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.client.GridClient;
import io.tapgrid.gridapi.client.GridClientConfig;
import io.tapgrid.gridapi.wire.AdminAnswer;
import io.tapgrid.gridapi.wire.AdminCall;
import io.tapgrid.gridapi.wire.AdminQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCompute;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link SaleAdmin} over an Ignite client. Any server may be asked: it carries the command to the shards it concerns. A server that does not serve
 * yet is passed over, and one that does not answer a reading in time is too. What was asked to be changed of a server that did not answer is
 * unknown, and asking again with the same key is safe.
 */
public final class IgniteSaleAdmin implements SaleAdmin, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IgniteSaleAdmin.class);

    /** Longer than a withdrawal that collects from every slice, or a barrier through every shard, takes. */
    private static final Duration CHANGE_MAX = Duration.ofSeconds(30);

    /** Longer than a node tries to bring a portion to its shards: an answer given up too early counts lines as existing. */
    private static final Duration IMPORT_MAX = Duration.ofMinutes(4);

    /**
     * Longer than a reading takes, the law's two seconds of patience included. A server that counts this client as gone answers nothing at all, and
     * an operator must hear something before his own patience ends.
     */
    static final Duration READING_MAX = Duration.ofSeconds(4);

    private static final String NOBODY_ANSWERS = "No server of the grid answers at the moment; ask again.";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Ignite ignite;
    private final Duration readingMax;

    IgniteSaleAdmin(Ignite ignite, Duration readingMax) {
        this.ignite = ignite;
        this.readingMax = readingMax;
    }

    /** Waits until the grid is there. */
    public static IgniteSaleAdmin connect(GridClientConfig config, String name) {
        return new IgniteSaleAdmin(GridClient.connect(config, name), READING_MAX);
    }

    /** Whether a server can be asked at the moment. */
    public boolean isConnected() {
        try {
            return ignite.cluster().state().active()
                    && !ignite.cluster().forServers().nodes().isEmpty();
        } catch (IgniteException | IllegalStateException away) {
            return false;
        }
    }

    @Override
    public Board board() {
        return AdminAnswer.readBoard(read(AdminQuestion.board()));
    }

    @Override
    public Saved save(Sale sale, List<Item> items, String actor) {
        return AdminAnswer.readSaved(change(AdminQuestion.save(sale, items, actor)));
    }

    @Override
    public Applied move(SaleId saleId, Move move, Optional<RequestKey> key, String actor) {
        return AdminAnswer.readApplied(change(AdminQuestion.move(saleId, move, key, actor)));
    }

    @Override
    public Adjusted adjustStock(SaleId saleId, Sku sku, long delta, String reason, RequestKey key, String actor) {
        return AdminAnswer.readAdjusted(change(AdminQuestion.adjustStock(saleId, sku, delta, reason, key, actor)));
    }

    @Override
    public CompletionStage<Imported> importReservations(SaleId saleId, List<Line> lines) {
        Optional<ClusterNode> server = servers().stream().findFirst();
        if (server.isEmpty()) {
            return CompletableFuture.failedFuture(unavailable(Reason.DEGRADED, NOBODY_ANSWERS));
        }
        CompletableFuture<Imported> result = new CompletableFuture<>();
        try {
            send(server.get(), AdminQuestion.importReservations(saleId, lines), IMPORT_MAX)
                    .listen(done -> complete(result, done));
        } catch (IgniteException | IllegalStateException silent) {
            result.completeExceptionally(unknown(silent));
        }
        return result;
    }

    private static void complete(CompletableFuture<Imported> result, IgniteFuture<byte[]> done) {
        try {
            result.complete(AdminAnswer.readImported(done.get()));
        } catch (GridUnavailableException unavailable) {
            result.completeExceptionally(unavailable);
        } catch (RuntimeException silent) {
            result.completeExceptionally(unknown(silent));
        }
    }

    @Override
    public List<ItemStock> conservation(SaleId saleId) {
        return AdminAnswer.readConservation(read(AdminQuestion.conservation(saleId)));
    }

    @Override
    public AuditPage audit(AuditMark before, int limit) {
        return AdminAnswer.readAudit(read(AdminQuestion.audit(before, limit)));
    }

    @Override
    public void record(AuditRow row) {
        AdminAnswer.readNothing(change(AdminQuestion.record(row)));
    }

    /** Nothing is changed, so who does not answer is left behind and the next server is asked. */
    private byte[] read(byte[] question) {
        return ask(question, readingMax, silent -> LOG.debug("no answer; another server is asked", silent));
    }

    /** Whether a server has begun before it fell silent nobody knows, so no other is asked. */
    private byte[] change(byte[] question) {
        return ask(question, CHANGE_MAX, silent -> {
            throw unknown(silent);
        });
    }

    /** Asks one server after another until one serves; what is to be done when one falls silent says {@code onSilence}. */
    private byte[] ask(byte[] question, Duration max, Consumer<RuntimeException> onSilence) {
        for (ClusterNode server : servers()) {
            try {
                byte[] answer = send(server, question, max).get();
                if (!AdminAnswer.isNotServing(answer)) {
                    return answer;
                }
            } catch (IgniteException | IllegalStateException silent) {
                onSilence.accept(silent);
            }
        }
        throw unavailable(Reason.DEGRADED, NOBODY_ANSWERS);
    }

    /** In an order of chance; none while this client is cut off. */
    private List<ClusterNode> servers() {
        try {
            List<ClusterNode> servers =
                    new ArrayList<>(ignite.cluster().forServers().nodes());
            Collections.shuffle(servers);
            return servers;
        } catch (IgniteException | IllegalStateException cutOff) {
            LOG.debug("cut off from the grid", cutOff);
            return List.of();
        }
    }

    private IgniteFuture<byte[]> send(ClusterNode server, byte[] question, Duration max) {
        IgniteCompute compute = ignite.compute(ignite.cluster().forNode(server))
                .withNoFailover()
                .withTimeout(max.toMillis())
                .withExecutor(AdminCall.EXECUTOR);
        return compute.callAsync(new AdminCall(question));
    }

    private static GridUnavailableException unknown(RuntimeException silent) {
        return unavailable(
                Reason.UNKNOWN_OUTCOME,
                "The grid did not answer; ask again with the same key. (" + silent.getMessage() + ")");
    }

    private static GridUnavailableException unavailable(Reason reason, String message) {
        return new GridUnavailableException(reason, RETRY_AFTER, message);
    }

    @Override
    public void close() {
        ignite.close();
    }
}
