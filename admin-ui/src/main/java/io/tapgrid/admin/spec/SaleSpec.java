package io.tapgrid.admin.spec;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator decides about a sale: everything but its state and its version. Times are absolute. */
public record SaleSpec(
        SaleId id,
        Map<String, String> names,
        Instant opensAt,
        Instant closesAt,
        boolean reservationRequired,
        Rule rule,
        Duration holdFor,
        Duration payFor,
        List<ItemSpec> items) {
    public SaleSpec {
        names = Map.copyOf(names);
        items = List.copyOf(items);
    }

    /** The spec that would make this sale. */
    public static SaleSpec of(Sale sale, List<Item> items) {
        List<ItemSpec> specs = items.stream()
                .map(item -> new ItemSpec(item.sku(), item.names(), item.priceMinor(), item.currency(), item.stock()))
                .toList();
        return new SaleSpec(
                sale.id(),
                sale.names(),
                sale.opensAt(),
                sale.closesAt(),
                sale.reservationRequired(),
                sale.rule(),
                sale.holdFor(),
                sale.payFor(),
                specs);
    }

    /** The row this spec makes of the sale that stands, or of none. */
    public Sale toSale(Optional<Sale> standing) {
        return new Sale(
                id,
                names,
                opensAt,
                closesAt,
                reservationRequired,
                rule,
                holdFor,
                payFor,
                standing.map(Sale::state).orElse(SaleState.DRAFT),
                standing.map(Sale::version).orElse(0L) + 1);
    }

    /** The rows of the items, with the versions that follow those of the ones that stand. */
    public List<Item> toItems(List<Item> standing) {
        List<Item> rows = new ArrayList<>();
        for (int position = 0; position < items.size(); position++) {
            ItemSpec item = items.get(position);
            long version = standing.stream()
                    .filter(row -> row.sku().equals(item.sku()))
                    .mapToLong(Item::version)
                    .findFirst()
                    .orElse(0);
            rows.add(new Item(
                    id,
                    item.sku(),
                    position,
                    item.names(),
                    item.priceMinor(),
                    item.currency(),
                    item.stock(),
                    version + 1));
        }
        return rows;
    }
}
