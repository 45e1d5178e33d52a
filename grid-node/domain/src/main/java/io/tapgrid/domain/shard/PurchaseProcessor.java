package io.tapgrid.domain.shard;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.purchase.CartRules;
import io.tapgrid.domain.purchase.GrabRules;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.sale.Sale;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a purchase at its shopper's wish or by its deadline. A paused or closed sale hinders none of it. */
final class PurchaseProcessor {
    private PurchaseProcessor() {}

    static Decision cart(ShardCommand.Cart cart, ShardView view, Instant now) {
        return move(cart.purchaseId(), cart.key(), view, now, purchase -> {
            Optional<Reason> refusal = CartRules.whyNotCart(purchase);
            if (refusal.isPresent()) {
                return Decision.refuse(refusal.get());
            }
            if (purchase.state() == PurchaseState.CARTED) {
                return Decision.of(new Outcome.Moved(purchase));
            }
            Purchase carted =
                    purchase.carted(now, now.plus(sale(cart.purchaseId(), view).payFor()));
            return new Decision(List.of(new Event.UnitCarted(carted)), new Outcome.Moved(carted));
        });
    }

    static Decision cancel(ShardCommand.Cancel cancel, ShardView view, Instant now) {
        return move(cancel.purchaseId(), cancel.key(), view, now, purchase -> {
            Optional<Reason> refusal = CartRules.whyNotCancel(purchase);
            if (refusal.isPresent()) {
                return Decision.refuse(refusal.get());
            }
            return purchase.state().isLive()
                    ? release(purchase, ReleaseReason.CANCELLED, now)
                    : Decision.of(new Outcome.Moved(purchase));
        });
    }

    /** The version tells whether the purchase has moved on since its deadline was seen to pass. */
    static Decision expire(ShardCommand.Expire expire, ShardView view, Instant now) {
        return find(expire.purchaseId(), view)
                .filter(it -> it.version() == expire.version() && it.isOverdue(now))
                .map(it -> release(it, ReleaseReason.EXPIRED, now))
                .orElseGet(() -> Decision.of(new Outcome.Nothing()));
    }

    static Decision release(Purchase purchase, ReleaseReason reason, Instant now) {
        Purchase released = purchase.released(now, reason);
        return new Decision(List.of(new Event.UnitReleased(released, purchase.state())), new Outcome.Moved(released));
    }

    static Optional<Purchase> find(PurchaseId id, ShardView view) {
        List<Purchase> mine = view.purchases(id.saleId(), id.uid());
        return id.no() < mine.size() ? Optional.of(mine.get(id.no())) : Optional.empty();
    }

    private static Decision move(
            PurchaseId id, @Nullable RequestKey key, ShardView view, Instant now, Function<Purchase, Decision> rule) {
        Optional<Purchase> found = find(id, view);
        if (found.isEmpty()) {
            return Decision.refuse(Reason.UNKNOWN_PURCHASE);
        }
        if (key != null
                && GrabRules.wonBy(key, view.purchases(id.saleId(), id.uid())).isPresent()) {
            return Decision.refuse(Reason.KEY_REUSED);
        }
        Clocked clocked = Clocked.of(List.of(found.get()), now);
        return clocked.then(rule.apply(clocked.purchases().get(0)));
    }

    private static Sale sale(PurchaseId id, ShardView view) {
        return view.sale(id.saleId())
                .orElseThrow(() -> new IllegalStateException("purchase " + id + ": its sale is missing"));
    }
}
