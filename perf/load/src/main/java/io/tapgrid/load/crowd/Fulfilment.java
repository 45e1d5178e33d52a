package io.tapgrid.load.crowd;

import io.tapgrid.load.http.Request;
import io.tapgrid.load.site.Payment;
import io.tapgrid.load.site.PurchaseView;
import io.tapgrid.load.site.Reply;
import io.tapgrid.load.site.SalePage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What becomes of one purchase: its shopper carts it, cancels it or lets it lapse, and the shop reports the payment or
 * the refund. Each step is repeated until answered. Lives on the shopper's lane.
 */
final class Fulfilment {

    private static final int TRIES_MAX = 40;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long AFTER_DEADLINE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** How long after its deadline a purchase may still be live, failures of nodes included. */
    private static final long RELEASE_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final Shopper shopper;
    private final Stage stage;
    private final Told told;
    private final Fate fate;

    private Fulfilment(Shopper shopper, Told told) {
        this.shopper = shopper;
        this.stage = shopper.lane.stage;
        this.told = told;
        this.fate = shopper.nextFate();
    }

    static void start(Shopper shopper, Told told) {
        shopper.lane.stage.fulfilling.incrementAndGet();
        new Fulfilment(shopper, told).begin();
    }

    private void begin() {
        boolean cancelsTheHold = fate == Fate.CANCELLED && shopper.random.nextBoolean();
        if (fate == Fate.HOLD_LAPSES) {
            awaitRelease();
        } else {
            soon(cancelsTheHold ? this::cancel : this::cart);
        }
    }

    private void cart() {
        told.cart = Told.Step.TRIED;
        ask("cart", () -> stage.site.cart(shopper.token(), told.purchaseId, told.purchaseToken), reply -> {
            told.carted(reply.time("payBy").orElse(told.deadline()));
            afterCart();
        });
    }

    private void afterCart() {
        switch (fate) {
            case PAID, REFUNDED -> soon(this::pay);
            case CANCELLED -> soon(this::cancel);
            case HOLD_LAPSES, CART_LAPSES -> awaitRelease();
        }
    }

    private void pay() {
        told.pay = Told.Step.TRIED;
        ask("paid", () -> shop("paid"), reply -> {
            told.pay = Told.Step.ACKNOWLEDGED;
            shopper.certain(told);
            if (fate == Fate.REFUNDED) {
                soon(this::refund);
            } else {
                end(Fate.PAID);
            }
        });
    }

    private void refund() {
        told.refund = Told.Step.TRIED;
        shopper.uncertain(told);
        ask("refunded", () -> shop("refunded"), reply -> {
            told.refund = Told.Step.ACKNOWLEDGED;
            released(Fate.REFUNDED);
        });
    }

    private void cancel() {
        told.cancel = Told.Step.TRIED;
        shopper.uncertain(told);
        ask("cancel", () -> stage.site.cancel(shopper.token(), told.purchaseId), reply -> {
            told.cancel = Told.Step.ACKNOWLEDGED;
            released(Fate.CANCELLED);
        });
    }

    /** Waits out the deadline and then looks until the purchase is released. */
    private void awaitRelease() {
        long look = stage.clock.nanoTimeOf(told.deadline()) + AFTER_DEADLINE_NANOS;
        if (look - stage.endNanos > 0) {
            stage.fulfilling.decrementAndGet();
        } else {
            shopper.lane.loop.at(look, () -> look(look + RELEASE_NANOS_MAX));
        }
    }

    private void look(long latest) {
        ask("purchase", () -> stage.site.purchase(shopper.token(), told.purchaseId), reply -> {
            if (PurchaseView.of(reply).released()) {
                released(told.cart == Told.Step.ACKNOWLEDGED ? Fate.CART_LAPSES : Fate.HOLD_LAPSES);
            } else if (System.nanoTime() - latest > 0) {
                stage.violations.add(told.purchaseId + " is not released 30 s after its deadline: " + reply);
                stage.fulfilling.decrementAndGet();
            } else {
                shopper.lane.after(LOOK_AGAIN_NANOS, () -> look(latest));
            }
        });
    }

    private void released(Fate how) {
        if (told.seenReleased()) {
            stage.ledger.unitReturned(told.sku);
        }
        end(how);
    }

    private void end(Fate how) {
        stage.ledger.ended(how);
        stage.fulfilling.decrementAndGet();
    }

    /** One step, repeated; what is neither done nor explained by the deadline is a broken promise. */
    private void ask(String kind, Supplier<Request> request, Consumer<Reply> done) {
        var task = new Repeating.Task(kind, TRIES_MAX, request);
        Repeating.start(
                shopper.lane,
                task,
                shopper.random,
                result -> result.last()
                        .either(reply -> answered(kind, reply, done), silence -> stage.fulfilling.decrementAndGet()));
    }

    private void answered(String kind, Reply reply, Consumer<Reply> done) {
        if (reply.ok()) {
            done.accept(reply);
        } else if (reply.asksToRepeat() || reply.status() >= 500 || stage.over()) {
            stage.fulfilling.decrementAndGet();
        } else if (!kind.equals("purchase") && told.mayBeReleased(stage.clock.now())) {
            awaitRelease();
        } else {
            stage.violations.add(kind + " of " + told.purchaseId + " of " + shopper.uid + " was answered " + reply
                    + ", told: " + told);
            stage.fulfilling.decrementAndGet();
        }
    }

    private Request shop(String step) {
        SalePage.Item item = stage.sale.items().get(told.sku);
        long amount = item == null ? 0 : item.priceMinor();
        String currency = item == null ? "" : item.currency();
        return stage.site.shop(
                stage.shopSecret, told.purchaseId, step, new Payment("pay-" + told.purchaseId, amount, currency));
    }

    private void soon(Runnable step) {
        shopper.lane.after(shopper.lane.pauseNanos(shopper.random), step);
    }
}
