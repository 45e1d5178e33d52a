package io.tapgrid.domain.sale;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A sale with all of its items, as an operator writes them. */
public record Terms(Sale sale, List<Item> items) {
    private static final Map<String, String> NO_NAMES = Map.of();

    public Terms {
        items = List.copyOf(items);
    }

    /** Whether both say the same, whatever their versions. */
    public boolean saysTheSame(Terms other) {
        return plain().equals(other.plain());
    }

    private Terms plain() {
        return new Terms(
                sale.withVersion(0), items.stream().map(it -> it.withVersion(0)).toList());
    }

    /** What may not change any more once the sale is past SCHEDULED. */
    Terms fixed() {
        Sale fixed = new Sale(
                sale.id(),
                NO_NAMES,
                sale.opensAt(),
                Instant.MAX,
                sale.reservationRequired(),
                sale.rule(),
                sale.holdFor(),
                sale.payFor(),
                sale.state(),
                0);
        return new Terms(
                fixed,
                items.stream().map(it -> it.withNames(NO_NAMES).withVersion(0)).toList());
    }
}
