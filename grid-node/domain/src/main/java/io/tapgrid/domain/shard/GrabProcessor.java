package io.tapgrid.domain.shard;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.purchase.GrabRules;
import io.tapgrid.domain.purchase.KeyEffect;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.stock.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides a {@link ShardCommand.Grab}: first whether it is a repeat, then whether it may win, then whether a unit is here. */
final class GrabProcessor {
    private GrabProcessor() {}

    static Decision decide(ShardCommand.Grab grab, ShardView view, Instant now) {
        Optional<Sale> sale = view.sale(grab.saleId()).filter(it -> it.state() != SaleState.DRAFT);
        if (sale.isEmpty()) {
            return Decision.refuse(Reason.UNKNOWN_SALE);
        }
        if (view.item(grab.saleId(), grab.sku()).isEmpty()) {
            return Decision.refuse(Reason.UNKNOWN_ITEM);
        }
        Clocked mine = Clocked.of(view.purchases(grab.saleId(), grab.uid()), now);
        return mine.then(
                repeat(grab, sale.get(), mine.purchases()).orElseGet(() -> win(grab, sale.get(), mine, view, now)));
    }

    /** Before every rule: what has been won is not taken back because the sale has been paused or has ended since. */
    private static Optional<Decision> repeat(ShardCommand.Grab grab, Sale sale, List<Purchase> mine) {
        RequestKey key = grab.key();
        if (key == null) {
            return sale.rule().allowsGrabWithoutKey()
                    ? GrabRules.live(grab.sku(), mine).map(it -> Decision.of(new Outcome.Repeated(it)))
                    : Optional.of(Decision.invalid("Idempotency-Key"));
        }
        return KeyEffect.of(key, mine)
                .map(it -> it.isGrabOf(grab.sku())
                        ? Decision.of(new Outcome.Repeated(it.purchase()))
                        : Decision.refuse(Reason.KEY_REUSED));
    }

    private static Decision win(ShardCommand.Grab grab, Sale sale, Clocked mine, ShardView view, Instant now) {
        Optional<Reason> refusal = refusal(grab, sale, mine.purchases(), view, now);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        if (unitsOnSale(grab, mine, view) > 0) {
            PurchaseId id = new PurchaseId(sale.id(), mine.purchases().size(), grab.uid());
            Purchase won = Purchase.held(id, grab.sku(), grab.key(), now, now.plus(sale.holdFor()));
            return new Decision(List.of(new Event.UnitHeld(won)), new Outcome.Won(won));
        }
        return view.isSoldOut(grab.saleId(), grab.sku())
                ? Decision.refuse(Reason.SOLD_OUT)
                : Decision.of(new Outcome.NeedsStock(grab.saleId(), grab.sku()));
    }

    private static Optional<Reason> refusal(
            ShardCommand.Grab grab, Sale sale, List<Purchase> mine, ShardView view, Instant now) {
        Optional<Reason> notNow = GrabRules.whyNotNow(sale, now);
        if (notNow.isPresent()) {
            return notNow;
        }
        if (sale.reservationRequired()
                && view.reservation(grab.saleId(), grab.sku(), grab.uid()).isEmpty()) {
            return Optional.of(Reason.NOT_RESERVED);
        }
        boolean allowed = GrabRules.mayHaveOneMore(sale, grab.sku(), mine);
        return allowed ? Optional.empty() : Optional.of(Reason.LIMIT_REACHED);
    }

    /** What may be won in this shard, with the units that the clock has just taken back from this shopper. */
    private static long unitsOnSale(ShardCommand.Grab grab, Clocked mine, ShardView view) {
        Slice slice = view.slice(grab.saleId(), grab.sku());
        for (Event event : mine.events()) {
            slice = Events.apply(event, slice);
        }
        return slice.onSale();
    }
}
