package io.tapgrid.domain.purchase;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who may have a unit. {@code mine} are always all of the shopper's purchases in the sale, released ones included, as
 * the clock leaves them.
 */
public final class GrabRules {
    private GrabRules() {}

    /** The unit of this item that the shopper has now: what a grab without a key repeats. */
    public static Optional<Purchase> live(Sku sku, List<Purchase> mine) {
        return mine.stream()
                .filter(it -> it.state().isLive() && it.sku().equals(sku))
                .findFirst();
    }

    /**
     * Why the sale sells nothing at {@code now}, if so. A paused sale says so even past its end: nobody has decided yet
     * how it goes on. The clock alone does not open a sale whose stock is not in place.
     */
    public static Optional<Reason> whyNotNow(Sale sale, Instant now) {
        if (sale.state() == SaleState.PAUSED) {
            return Optional.of(Reason.PAUSED);
        }
        if (sale.state() == SaleState.CLOSED || !now.isBefore(sale.closesAt())) {
            return Optional.of(Reason.SALE_ENDED);
        }
        boolean started = sale.state().sells() && !now.isBefore(sale.opensAt());
        return started ? Optional.empty() : Optional.of(Reason.NOT_STARTED);
    }

    /** Whether the sale's rule lets the shopper have one more unit of the item. Only live purchases count against it. */
    public static boolean mayHaveOneMore(Sale sale, Sku sku, List<Purchase> mine) {
        if (mine.size() >= Limits.PURCHASES_PER_SHOPPER_MAX) {
            return false;
        }
        return switch (sale.rule().kind()) {
            case UNLIMITED -> true;
            case ONE_ITEM_PER_SALE -> mine.stream().noneMatch(it -> it.state().isLive());
            case ONE_PER_ITEM, PER_ITEM -> unitsLive(sku, mine) < sale.rule().units();
        };
    }

    private static long unitsLive(Sku sku, List<Purchase> mine) {
        return mine.stream()
                .filter(it -> it.state().isLive() && it.sku().equals(sku))
                .count();
    }
}
