package io.tapgrid.domain.purchase;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import java.time.Instant;
import java.util.Optional;

/** When the right to try can be had. */
public final class ReservationRules {
    private ReservationRules() {}

    /** Why a shopper cannot reserve at {@code now}, if so: none is needed, or it is too late. */
    public static Optional<Reason> whyNotReserve(Sale sale, Instant now) {
        boolean possible =
                sale.reservationRequired() && now.isBefore(sale.opensAt()) && sale.state() != SaleState.CLOSED;
        return possible ? Optional.empty() : Optional.of(Reason.WRONG_STATE);
    }

    /** Why an operator's list cannot be taken, if so: it can while the sale is not closed, drafts included. */
    public static Optional<Reason> whyNotImport(Sale sale) {
        return sale.state() == SaleState.CLOSED ? Optional.of(Reason.WRONG_STATE) : Optional.empty();
    }
}
