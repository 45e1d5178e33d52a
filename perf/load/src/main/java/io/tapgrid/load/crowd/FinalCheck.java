package io.tapgrid.load.crowd;

import io.tapgrid.load.http.Request;
import io.tapgrid.load.site.PurchaseView;
import io.tapgrid.load.site.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks again for everything that the shoppers of one lane were told, when all is over: each acknowledged purchase must
 * be found in a state that follows from what was acknowledged, and no purchase may be found that nobody was told of,
 * except after silence. Counts the units in live purchases. A bounded number of shoppers at a time.
 */
final class FinalCheck {

    private static final int AT_A_TIME = 32;
    private static final int TRIES_MAX = 20;

    private final Lane lane;
    private final Iterator<Shopper> shoppers;
    private final Map<String, Integer> liveBySku = new HashMap<>();
    private final CompletableFuture<Map<String, Integer>> done = new CompletableFuture<>();
    private int running = AT_A_TIME;

    FinalCheck(Lane lane, List<Shopper> shoppers) {
        this.lane = lane;
        this.shoppers = shoppers.iterator();
    }

    /** Any thread. The future holds the units in live purchases by item, as the server shows them. */
    CompletableFuture<Map<String, Integer>> start() {
        lane.loop.execute(() -> {
            for (int i = 0; i < AT_A_TIME; i++) {
                nextShopper();
            }
        });
        return done;
    }

    /** Ends it with what is known so far, which counts as a broken promise. Any thread. */
    void giveUp() {
        lane.loop.execute(() -> {
            if (done.complete(liveBySku)) {
                lane.stage.violations.add("the final check did not come to an end: not everything was found again");
            }
        });
    }

    private void nextShopper() {
        while (shoppers.hasNext() && !done.isDone()) {
            Shopper shopper = shoppers.next();
            if (!shopper.purchases().isEmpty() || shopper.everInDoubt()) {
                checkList(shopper);
                return;
            }
        }
        if (--running == 0) {
            done.complete(liveBySku);
        }
    }

    private void checkList(Shopper shopper) {
        ask(shopper, () -> lane.stage.site.purchases(shopper.token()), reply -> {
            if (!reply.ok()) {
                lane.stage.violations.add("the purchases of " + shopper.uid + " are answered " + reply);
            }
            List<PurchaseView> mine = PurchaseView.listOf(reply).stream()
                    .filter(view -> view.saleId().equals(lane.stage.saleId()))
                    .toList();
            findUntold(shopper, mine);
            checkNext(shopper, new ArrayDeque<>(shopper.purchases()));
        });
    }

    private void findUntold(Shopper shopper, List<PurchaseView> mine) {
        Optional<PurchaseView> news = shopper.untold(mine);
        while (news.isPresent()) {
            PurchaseView view = news.get();
            if (!shopper.everInDoubt()) {
                lane.stage.violations.add(shopper.uid + " was never told of " + view.purchaseId());
            }
            shopper.won(Told.found("found-" + view.purchaseId(), view));
            news = shopper.untold(mine);
        }
    }

    private void checkNext(Shopper shopper, Deque<Told> left) {
        Told told = left.poll();
        if (told == null) {
            nextShopper();
            return;
        }
        ask(shopper, () -> lane.stage.site.purchase(shopper.token(), told.purchaseId), reply -> {
            check(shopper, told, reply);
            checkNext(shopper, left);
        });
    }

    private void check(Shopper shopper, Told told, Reply reply) {
        if (!reply.ok()) {
            lane.stage.violations.add("purchase " + told.purchaseId + " of " + shopper.uid + " is lost: " + reply);
            return;
        }
        PurchaseView view = PurchaseView.of(reply);
        told.contradiction(view, lane.stage.clock.now())
                .ifPresent(what -> lane.stage.violations.add("of " + shopper.uid + ": " + what));
        if (!view.released()) {
            liveBySku.merge(view.sku(), 1, Integer::sum);
        }
    }

    private void ask(Shopper shopper, Supplier<Request> request, Consumer<Reply> then) {
        var task = new Repeating.Task("check", TRIES_MAX, false, request);
        Repeating.start(
                lane,
                task,
                shopper.random,
                result -> result.last().either(then, silence -> {
                    lane.stage.violations.add(shopper.uid + " could not be checked: " + silence.label());
                    nextShopper();
                }));
    }
}
