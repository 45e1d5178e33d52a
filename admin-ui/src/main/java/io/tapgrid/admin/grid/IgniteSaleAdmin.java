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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCompute;
import org.apache.ignite.IgniteException;
import org.apache.ignite.lang.IgniteFuture;

/**
 * {@link SaleAdmin} over an Ignite client. Any server may be asked: it carries the command to the shards it concerns.
 * What was asked of a server that did not answer is unknown, and asking again with the same key is safe.
 */
public final class IgniteSaleAdmin implements SaleAdmin, AutoCloseable {
    /** Longer than a withdrawal that collects from every slice, or a barrier through every shard, takes. */
    private static final long ANSWER_MILLIS_MAX = 30_000;

    /** Longer than a node tries to bring a portion to its shards: an answer given up too early counts lines as existing. */
    private static final long IMPORT_MILLIS_MAX = 240_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Ignite ignite;

    private IgniteSaleAdmin(Ignite ignite) {
        this.ignite = ignite;
    }

    /** Waits until the grid is there. */
    public static IgniteSaleAdmin connect(GridClientConfig config, String name) {
        return new IgniteSaleAdmin(GridClient.connect(config, name));
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
        return AdminAnswer.readBoard(ask(AdminQuestion.board()));
    }

    @Override
    public Saved save(Sale sale, List<Item> items, String actor) {
        return AdminAnswer.readSaved(ask(AdminQuestion.save(sale, items, actor)));
    }

    @Override
    public Applied move(SaleId saleId, Move move, Optional<RequestKey> key, String actor) {
        return AdminAnswer.readApplied(ask(AdminQuestion.move(saleId, move, key, actor)));
    }

    @Override
    public Adjusted adjustStock(SaleId saleId, Sku sku, long delta, String reason, RequestKey key, String actor) {
        return AdminAnswer.readAdjusted(ask(AdminQuestion.adjustStock(saleId, sku, delta, reason, key, actor)));
    }

    @Override
    public CompletionStage<Imported> importReservations(SaleId saleId, List<Line> lines) {
        CompletableFuture<Imported> result = new CompletableFuture<>();
        try {
            send(AdminQuestion.importReservations(saleId, lines), IMPORT_MILLIS_MAX)
                    .listen(done -> complete(result, done));
        } catch (IgniteException | IllegalStateException away) {
            result.completeExceptionally(unavailable(away));
        }
        return result;
    }

    private static void complete(CompletableFuture<Imported> result, IgniteFuture<byte[]> done) {
        try {
            result.complete(AdminAnswer.readImported(done.get()));
        } catch (GridUnavailableException unavailable) {
            result.completeExceptionally(unavailable);
        } catch (RuntimeException away) {
            result.completeExceptionally(unavailable(away));
        }
    }

    @Override
    public List<ItemStock> conservation(SaleId saleId) {
        return AdminAnswer.readConservation(ask(AdminQuestion.conservation(saleId)));
    }

    @Override
    public AuditPage audit(AuditMark before, int limit) {
        return AdminAnswer.readAudit(ask(AdminQuestion.audit(before, limit)));
    }

    @Override
    public void record(AuditRow row) {
        AdminAnswer.readNothing(ask(AdminQuestion.record(row)));
    }

    private byte[] ask(byte[] question) {
        try {
            return send(question, ANSWER_MILLIS_MAX).get();
        } catch (IgniteException | IllegalStateException away) {
            throw unavailable(away);
        }
    }

    private IgniteFuture<byte[]> send(byte[] question, long millisMax) {
        IgniteCompute compute = ignite.compute(ignite.cluster().forServers().forRandom())
                .withNoFailover()
                .withTimeout(millisMax)
                .withExecutor(AdminCall.EXECUTOR);
        return compute.callAsync(new AdminCall(question));
    }

    private static GridUnavailableException unavailable(RuntimeException away) {
        return new GridUnavailableException(
                Reason.UNKNOWN_OUTCOME,
                RETRY_AFTER,
                "The grid did not answer; ask again with the same key. (" + away.getMessage() + ")");
    }

    @Override
    public void close() {
        ignite.close();
    }
}
