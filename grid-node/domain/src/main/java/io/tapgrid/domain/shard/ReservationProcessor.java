package io.tapgrid.domain.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.purchase.ReservationRules;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides reservations, one by one and from a list. */
final class ReservationProcessor {
    private ReservationProcessor() {}

    static Decision reserve(ShardCommand.Reserve reserve, ShardView view, Instant now) {
        Optional<Sale> sale = view.sale(reserve.saleId()).filter(it -> it.state() != SaleState.DRAFT);
        if (sale.isEmpty()) {
            return Decision.refuse(Reason.UNKNOWN_SALE);
        }
        if (view.item(reserve.saleId(), reserve.sku()).isEmpty()) {
            return Decision.refuse(Reason.UNKNOWN_ITEM);
        }
        Optional<Reason> refusal = ReservationRules.whyNotReserve(sale.get(), now);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        return view.reservation(reserve.saleId(), reserve.sku(), reserve.uid())
                .map(it -> Decision.of(new Outcome.Reserved(it, false)))
                .orElseGet(() -> made(reserve, now));
    }

    private static Decision made(ShardCommand.Reserve reserve, Instant now) {
        Reservation made =
                new Reservation(reserve.saleId(), reserve.sku(), reserve.uid(), now, Reservation.Source.SHOPPER);
        return new Decision(List.of(new Event.ReservationMade(made)), new Outcome.Reserved(made, true));
    }

    /** Whoever sends a list has looked up its items, so one that is unknown here refuses the whole of it. */
    static Decision importAll(ShardCommand.ImportReservations list, ShardView view, Instant now) {
        Optional<Sale> sale = view.sale(list.saleId());
        if (sale.isEmpty()) {
            return Decision.refuse(Reason.UNKNOWN_SALE);
        }
        if (list.lines().stream()
                .anyMatch(it -> view.item(list.saleId(), it.sku()).isEmpty())) {
            return Decision.refuse(Reason.UNKNOWN_ITEM);
        }
        return ReservationRules.whyNotImport(sale.get())
                .map(Decision::refuse)
                .orElseGet(() -> imported(list, view, now));
    }

    private static Decision imported(ShardCommand.ImportReservations list, ShardView view, Instant now) {
        Set<Line> added = new HashSet<>();
        List<Event> events = new ArrayList<>();
        for (Line line : list.lines()) {
            if (view.reservation(list.saleId(), line.sku(), line.uid()).isEmpty() && added.add(line)) {
                events.add(new Event.ReservationMade(
                        new Reservation(list.saleId(), line.sku(), line.uid(), now, Reservation.Source.IMPORT)));
            }
        }
        int existing = list.lines().size() - events.size();
        return new Decision(events, new Outcome.Imported(events.size(), existing));
    }
}
