package io.tapgrid.load.crowd;

import io.tapgrid.load.site.PurchaseView;
import io.tapgrid.load.site.Reply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a shopper does who cannot be sure: looks at "my purchases". After silence a purchase found there is a win like
 * any other; without any silence it is one that nobody was told of, and a broken promise.
 */
final class SecondLook {

    private static final int TRIES_MAX = 20;

    /** The server gives up an attempt after at most five seconds, so what is not in the list by then will not come. */
    private static final long SETTLED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(6);

    private static final long OTHER_ATTEMPT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Wish wish;
    private final Shopper shopper;
    private final String reason;

    private SecondLook(Wish wish, String reason) {
        this.wish = wish;
        this.shopper = wish.shopper();
        this.reason = reason;
    }

    /** @param reason why the shopper looks: what the last answer said */
    static void take(Wish wish, String reason) {
        var look = new SecondLook(wish, reason);
        wish.shopper().lane.after(wish.inDoubt() ? SETTLED_AFTER_NANOS : 0, look::ask);
    }

    private void ask() {
        if (shopper.hasAttemptsUnderWay()) {
            shopper.lane.after(OTHER_ATTEMPT_NANOS, this::ask);
            return;
        }
        Stage stage = shopper.lane.stage;
        var task = new Repeating.Task("list", TRIES_MAX, () -> stage.site.purchases(shopper.token()));
        Repeating.start(shopper.lane, task, shopper.random, result -> {
            boolean seen = result.last().fold(this::look, silence -> false);
            if (!seen) {
                stage.unresolved.incrementAndGet();
            }
            if (reason.equals("limit-reached")) {
                wish.leaveForGood();
            } else {
                wish.goHome();
            }
        });
    }

    private boolean look(Reply reply) {
        if (!reply.ok()) {
            return false;
        }
        List<PurchaseView> mine = PurchaseView.listOf(reply).stream()
                .filter(view -> view.saleId().equals(shopper.lane.stage.saleId()))
                .toList();
        Optional<PurchaseView> news = shopper.untold(mine);
        news.ifPresent(this::found);
        if (mine.isEmpty() && reason.equals("limit-reached")) {
            shopper.lane.stage.violations.add(shopper.uid + " has no purchase and was refused as at the limit");
        }
        return true;
    }

    private void found(PurchaseView view) {
        if (!shopper.everInDoubt()) {
            shopper.lane.stage.violations.add(shopper.uid + " was never told of " + view.purchaseId());
        }
        var told = Told.found(wish.key(), view);
        if (shopper.won(told) && !told.released()) {
            Fulfilment.start(shopper, told);
        }
    }
}
