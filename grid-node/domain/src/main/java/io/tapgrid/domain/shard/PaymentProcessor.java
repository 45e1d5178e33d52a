package io.tapgrid.domain.shard;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.PaymentRules;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.sale.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides what the shop's server reports about a purchase: paid, refunded. Its state is looked at before the amount. */
final class PaymentProcessor {
    private PaymentProcessor() {}

    static Decision pay(ShardCommand.Pay pay, ShardView view, Instant now) {
        return clocked(pay.purchaseId(), view, now, purchase -> {
            Optional<Decision> refusal =
                    refusal(PaymentRules.whyNotPay(purchase, pay.payment()), purchase, pay.payment(), view);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (purchase.state() == PurchaseState.PAID) {
                return Decision.of(new Outcome.Moved(purchase));
            }
            Purchase paid = purchase.paid(now, pay.payment());
            return new Decision(List.of(new Event.UnitPaid(paid)), new Outcome.Moved(paid));
        });
    }

    static Decision refund(ShardCommand.Refund refund, ShardView view, Instant now) {
        return clocked(refund.purchaseId(), view, now, purchase -> {
            Optional<Decision> refusal =
                    refusal(PaymentRules.whyNotRefund(purchase, refund.payment()), purchase, refund.payment(), view);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            return PaymentRules.isRefunded(purchase)
                    ? Decision.of(new Outcome.Moved(purchase))
                    : PurchaseProcessor.release(purchase, ReleaseReason.REFUNDED, now);
        });
    }

    private static Decision clocked(PurchaseId id, ShardView view, Instant now, Function<Purchase, Decision> rule) {
        Optional<Purchase> found = PurchaseProcessor.find(id, view);
        if (found.isEmpty()) {
            return Decision.refuse(Reason.UNKNOWN_PURCHASE);
        }
        Clocked clocked = Clocked.of(List.of(found.get()), now);
        return clocked.then(rule.apply(clocked.purchases().get(0)));
    }

    private static Optional<Decision> refusal(
            Optional<Reason> byState, Purchase purchase, Payment payment, ShardView view) {
        if (byState.isPresent()) {
            return byState.map(Decision::refuse);
        }
        return PaymentRules.fieldOffPrice(payment, item(purchase, view)).map(Decision::invalid);
    }

    private static Item item(Purchase purchase, ShardView view) {
        return view.item(purchase.id().saleId(), purchase.sku())
                .orElseThrow(() -> new IllegalStateException("purchase " + purchase.id() + ": its item is missing"));
    }
}
