package io.tapgrid.gridapi;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All sales as a process last heard of them: what pages show and what may be answered without asking the grid.
 *
 * @param version grows whenever anything on the board but {@code readAt} changes
 * @param readAt when a grid node read it, by that node's clock
 */
public record Board(long version, Instant readAt, List<SaleCard> sales) {
    public Board {
        sales = List.copyOf(sales);
    }

    public Optional<SaleCard> sale(SaleId saleId) {
        return sales.stream().filter(card -> card.sale().id().equals(saleId)).findFirst();
    }

    /**
     * A sale with its items in their order on the page.
     *
     * @param winners who may have won in it; {@link Winners#unknown} until they were collected
     */
    public record SaleCard(Sale sale, List<ItemCard> items, Winners winners) {
        public SaleCard {
            items = List.copyOf(items);
        }

        /** A card from which nobody may be refused a repeat: all are brought to the grid. */
        public SaleCard(Sale sale, List<ItemCard> items) {
            this(sale, items, Winners.unknown());
        }

        public Optional<ItemCard> item(Sku sku) {
            return items.stream().filter(card -> card.item().sku().equals(sku)).findFirst();
        }
    }

    /**
     * An item with the numbers pages show.
     *
     * @param soldOut decided on the pool, at {@code poolVersion}; a higher version wins
     * @param left units in pool and slices, a hint some moments old
     */
    public record ItemCard(Item item, boolean soldOut, long left, long poolVersion) {}
}
