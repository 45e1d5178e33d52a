package io.tapgrid.domain.shard;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.purchase.CartRules;
import io.tapgrid.domain.purchase.KeyEffect;
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
        Wish wish = new Wish(KeyEffect.Kind.CARTED, cart.purchaseId(), cart.key());
        return move(wish, view, now, purchase -> {
            Optional<Reason> refusal = CartRules.whyNotCart(purchase);
            if (refusal.isPresent()) {
                return Decision.refuse(refusal.get());
            }
            if (purchase.state() == PurchaseState.CARTED) {
                return Decision.of(new Outcome.Moved(purchase));
            }
            Instant payBy = now.plus(sale(cart.purchaseId(), view).payFor());
            Purchase carted = purchase.carted(now, payBy, cart.key());
            return new Decision(List.of(new Event.UnitCarted(carted)), new Outcome.Moved(carted));
        });
    }

    static Decision cancel(ShardCommand.Cancel cancel, ShardView view, Instant now) {
        Wish wish = new Wish(KeyEffect.Kind.CANCELLED, cancel.purchaseId(), cancel.key());
        return move(wish, view, now, purchase -> {
            Optional<Reason> refusal = CartRules.whyNotCancel(purchase);
            if (refusal.isPresent()) {
                return Decision.refuse(refusal.get());
            }
            return purchase.state().isLive()
                    ? released(purchase, purchase.cancelled(now, cancel.key()))
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
        return released(purchase, purchase.released(now, reason));
    }

    private static Decision released(Purchase before, Purchase released) {
        return new Decision(List.of(new Event.UnitReleased(released, before.state())), new Outcome.Moved(released));
    }

    static Optional<Purchase> find(PurchaseId id, ShardView view) {
        List<Purchase> mine = view.purchases(id.saleId(), id.uid());
        return id.no() < mine.size() ? Optional.of(mine.get(id.no())) : Optional.empty();
    }

    /**
     * What a shopper asks about a purchase. The key is looked at before the rule, among all of the shopper's purchases in
     * the sale: what the same request did before is answered with the purchase as it is now, whatever became of it.
     */
    private static Decision move(Wish wish, ShardView view, Instant now, Function<Purchase, Decision> rule) {
        Optional<Purchase> found = find(wish.id(), view);
        if (found.isEmpty()) {
            return Decision.refuse(Reason.UNKNOWN_PURCHASE);
        }
        Optional<KeyEffect> effect = wish.effect(view);
        if (effect.isPresent() && !effect.get().is(wish.kind(), wish.id())) {
            return Decision.refuse(Reason.KEY_REUSED);
        }
        Clocked clocked = Clocked.of(List.of(found.get()), now);
        Purchase purchase = clocked.purchases().get(0);
        return clocked.then(effect.isPresent() ? Decision.of(new Outcome.Moved(purchase)) : rule.apply(purchase));
    }

    /** A request that moves a purchase, and the effect it would have. */
    private record Wish(
            KeyEffect.Kind kind, PurchaseId id, @Nullable RequestKey key) {
        /** What its key has done before. */
        Optional<KeyEffect> effect(ShardView view) {
            return key == null ? Optional.empty() : KeyEffect.of(key, view.purchases(id.saleId(), id.uid()));
        }
    }

    private static Sale sale(PurchaseId id, ShardView view) {
        return view.sale(id.saleId())
                .orElseThrow(() -> new IllegalStateException("purchase " + id + ": its sale is missing"));
    }
}
