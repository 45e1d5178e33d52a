package io.tapgrid.testkit;

import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.Winners;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the board off the rows, again only when a row has changed. Guarded by the monitor of the rows. */
final class MemoryBoard {
    private final MemoryRows rows;
    private Board last = new Board(0, Instant.MIN, List.of());

    MemoryBoard(MemoryRows rows) {
        this.rows = rows;
    }

    Board read(Instant now) {
        List<SaleCard> cards = last.version() == rows.version()
                ? last.sales()
                : rows.sales().stream().map(this::card).toList();
        last = new Board(rows.version(), now, cards);
        return last;
    }

    private SaleCard card(Sale sale) {
        List<ItemCard> items = rows.items(sale.id()).stream().map(this::card).toList();
        return new SaleCard(sale, items, winners(sale, items));
    }

    private ItemCard card(Item item) {
        Pool pool = rows.pool(item.saleId(), item.sku());
        long inSlices = rows.slices(item.saleId(), item.sku()).stream()
                .mapToLong(Slice::available)
                .sum();
        return new ItemCard(item, pool.isSoldOut(), pool.available() + inSlices, pool.version());
    }

    /** All rows are read at one instant here, so the filter closes over everything that cannot sell now. */
    private Winners winners(Sale sale, List<ItemCard> items) {
        List<Purchase> won = rows.shards().stream()
                .flatMap(shard -> shard.purchases().stream())
                .filter(it -> it.id().saleId().equals(sale.id()))
                .toList();
        long[] room = Winners.room(won.size());
        won.forEach(it -> Winners.add(room, sale.id(), it.id().uid()));
        Map<Sku, Long> soldOut = new HashMap<>();
        items.stream()
                .filter(ItemCard::soldOut)
                .forEach(it -> soldOut.put(it.item().sku(), it.poolVersion()));
        boolean sellsNothing = sale.state() == SaleState.PAUSED || sale.state() == SaleState.CLOSED;
        return Winners.of(room, sellsNothing ? sale.version() : 0, soldOut);
    }
}
