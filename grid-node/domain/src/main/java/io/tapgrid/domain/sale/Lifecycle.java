package io.tapgrid.domain.sale;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the clock makes of a sale, one arrow at a time: whoever walks it asks again until nothing is left to do. It may be
 * asked late, after a fail-over or a night without power, and catches up arrow by arrow.
 *
 * @param warmLead how long before opensAt the stock is put in place
 */
public record Lifecycle(Duration warmLead) {
    public static final Lifecycle DEFAULT = new Lifecycle(Duration.ofSeconds(60));

    /** What the walk has to know about a sale's stock. */
    public record Stock(boolean isWarm, boolean isSoldOut) {}

    /**
     * The state that is due at {@code now}, empty when the present one is right.
     *
     * @param stock whether the stock is in place, and whether every item is sold out
     */
    public Optional<SaleState> due(Sale sale, Stock stock, Instant now) {
        if (sale.state() == SaleState.DRAFT || sale.state() == SaleState.CLOSED) {
            return Optional.empty();
        }
        if (!now.isBefore(sale.closesAt())) {
            return Optional.of(SaleState.CLOSED);
        }
        return switch (sale.state()) {
            case SCHEDULED -> dueIf(!now.isBefore(sale.opensAt().minus(warmLead)), SaleState.WARMING);
            case WARMING -> dueIf(stock.isWarm(), SaleState.READY);
            case READY -> dueIf(!now.isBefore(sale.opensAt()), SaleState.OPEN);
            case OPEN -> dueIf(stock.isSoldOut(), SaleState.SOLD_OUT);
            case SOLD_OUT -> dueIf(!stock.isSoldOut(), SaleState.OPEN);
            case PAUSED, DRAFT, CLOSED -> Optional.empty();
        };
    }

    private static Optional<SaleState> dueIf(boolean condition, SaleState next) {
        return condition ? Optional.of(next) : Optional.empty();
    }
}
