package io.tapgrid.admin.imports;

import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.SaleAdmin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** A grid that only takes imports and answers none of them; a test does that in its place. */
final class HeldGrid implements SaleAdmin {
    /** Portions that were asked and that nobody has taken up yet. */
    final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    record Asked(List<Line> lines, CompletableFuture<Imported> answer) {
        void addsAll() {
            answer.complete(new Imported(lines.size(), 0));
        }
    }

    @Override
    public CompletionStage<Imported> importReservations(SaleId saleId, List<Line> lines) {
        Asked portion = new Asked(lines, new CompletableFuture<>());
        asked.add(portion);
        return portion.answer();
    }

    @Override
    public Board board() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Saved save(Sale sale, List<Item> items, String actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Applied move(SaleId saleId, Move move, Optional<RequestKey> key, String actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Adjusted adjustStock(SaleId saleId, Sku sku, long delta, String reason, RequestKey key, String actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ItemStock> conservation(SaleId saleId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AuditPage audit(AuditMark before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void record(AuditRow row) {
        throw new UnsupportedOperationException();
    }
}
