package io.tapgrid.domain.sale;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an operator's word leads a sale: the state it is in afterwards, the present one when there is nothing to do, or
 * empty when the sale cannot follow.
 */
public final class OperatorRules {
    private OperatorRules() {}

    /** A draft becomes visible and is left to the clock; a sale that is past that needs nothing. */
    public static Optional<SaleState> schedule(Sale sale, Instant now) {
        if (sale.state() == SaleState.DRAFT) {
            return now.isBefore(sale.closesAt()) ? Optional.of(SaleState.SCHEDULED) : Optional.empty();
        }
        return sale.state() == SaleState.SCHEDULED ? Optional.of(sale.state()) : Optional.empty();
    }

    public static Optional<SaleState> pause(Sale sale) {
        return reach(sale, SaleState.PAUSED);
    }

    /** Resuming a sale that is not paused, but could be, is harmless. */
    public static Optional<SaleState> resume(Sale sale, Instant now) {
        if (sale.state() == SaleState.PAUSED) {
            return Optional.of(now.isBefore(sale.opensAt()) ? SaleState.READY : SaleState.OPEN);
        }
        return sale.state().sells() ? Optional.of(sale.state()) : Optional.empty();
    }

    public static Optional<SaleState> close(Sale sale) {
        return reach(sale, SaleState.CLOSED);
    }

    private static Optional<SaleState> reach(Sale sale, SaleState target) {
        boolean possible = sale.state() == target || sale.state().mayBecome(target);
        return possible ? Optional.of(target) : Optional.empty();
    }
}
