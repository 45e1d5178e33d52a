package io.tapgrid.testkit;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.BoardDoor;
import io.tapgrid.gridapi.SaleGrid;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What shoppers need of a cluster in tests about operators: its board and its decisions. Rows of their own they do not read. */
final class ClusterSaleGrid implements SaleGrid {
    private final GridCluster cluster;
    private final ClusterShoppers shoppers;

    ClusterSaleGrid(GridCluster cluster, Shards shards, Clock clock) {
        this.cluster = cluster;
        this.shoppers = new ClusterShoppers(cluster, shards, clock);
    }

    @Override
    public Optional<Board> board() {
        Optional<BoardDoor> door = Optional.ofNullable(cluster.anyNode()
                .ignite()
                .cluster()
                .<String, BoardDoor>nodeLocalMap()
                .get(BoardDoor.KEY));
        return door.map(BoardDoor::board);
    }

    @Override
    public CompletionStage<Answer> decide(ShardCommand command) {
        return shoppers.decide(command).thenApply(Answer.Decided::new);
    }

    @Override
    public CompletionStage<Optional<Purchase>> purchase(PurchaseId purchaseId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Purchase>> purchases(Uid uid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<Reservation>> reservation(SaleId saleId, Sku sku, Uid uid) {
        throw new UnsupportedOperationException();
    }
}
