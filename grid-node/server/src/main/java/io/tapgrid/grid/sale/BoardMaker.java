package io.tapgrid.grid.sale;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.BoardDoor;
import io.tapgrid.gridapi.Winners;
import io.tapgrid.gridapi.row.UnitsLeftRow;
import io.tapgrid.gridapi.row.WinnersRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the board out of what this node has of all sales. The board's version is the sum of the versions of every row it is made from: it grows
 * with each of them, and two nodes that show the same say so by the same number, so a process may ask now one and now the other.
 *
 * <p>A card is made again only when one of its rows has changed. Any thread; cheap.
 */
final class BoardMaker implements BoardDoor {
    private final SaleBook book;
    private final HintBook hints;
    private final Clock clock;
    private Map<SaleId, Made> made = Map.of();
    private Board last = new Board(-1, Instant.MIN, List.of());

    /** A card and the sum of the versions it was made from. */
    private record Made(long version, SaleCard card) {}

    BoardMaker(SaleBook book, HintBook hints, Clock clock) {
        this.book = book;
        this.hints = hints;
        this.clock = clock;
    }

    @Override
    public synchronized Board board() {
        Map<SaleId, Made> next = new HashMap<>();
        long version = 0;
        for (Sale sale : book.sales()) {
            Made card = card(sale);
            next.put(sale.id(), card);
            version += card.version;
        }
        made = next;
        last = version == last.version() ? new Board(version, clock.instant(), last.sales()) : newBoard(version, next);
        return last;
    }

    private Board newBoard(long version, Map<SaleId, Made> cards) {
        List<SaleCard> sales = new ArrayList<>();
        cards.values().forEach(it -> sales.add(it.card));
        sales.sort(Comparator.comparing((SaleCard it) -> it.sale().opensAt())
                .thenComparing(it -> it.sale().id()));
        return new Board(version, clock.instant(), sales);
    }

    private Made card(Sale sale) {
        Optional<UnitsLeftRow> left = hints.unitsLeft(sale.id());
        Optional<WinnersRow> winners = hints.winners(sale.id());
        long version = sale.version()
                + book.versions(sale.id())
                + left.map(it -> it.version).orElse(0L)
                + winners.map(it -> it.version).orElse(0L);
        Made known = made.get(sale.id());
        if (known != null && known.version == version) {
            return known;
        }
        Map<Sku, Long> units = left.map(HintBook::bySku).orElse(Map.of());
        List<ItemCard> items =
                book.items(sale.id()).stream().map(it -> card(it, units)).toList();
        return new Made(
                version,
                new SaleCard(sale, items, winners.map(HintBook::winners).orElse(Winners.unknown())));
    }

    /** Before the first count an item has what it was given; a sold-out one has none, whatever was counted a moment ago. */
    private ItemCard card(Item item, Map<Sku, Long> units) {
        SaleBook.StockFlag flag = book.flag(item.saleId(), item.sku());
        long left = flag.soldOut() ? 0 : units.getOrDefault(item.sku(), item.stock());
        return new ItemCard(item, flag.soldOut(), left, flag.poolVersion());
    }
}
