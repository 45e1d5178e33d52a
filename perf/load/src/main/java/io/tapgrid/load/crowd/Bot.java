package io.tapgrid.load.crowd;

import io.tapgrid.load.site.Reply;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that tries its luck: no reservation, a new key every time, no regard for what the server asks. It fires at
 * its own pace, answered or not, a bounded number of times.
 */
final class Bot {

    private static final int TRIES_MAX = 150;
    private static final long PACE_MILLIS_MIN = 20;
    private static final long PACE_MILLIS_MAX = 200;
    private static final int UNANSWERED_MAX = 8;

    private final Shopper self;
    private final List<String> skus;
    private final long paceNanos;
    private int tries;
    private int unanswered;

    Bot(Shopper self, List<String> skus) {
        this.self = self;
        this.skus = skus;
        this.paceNanos = TimeUnit.MILLISECONDS.toNanos(self.random.nextLong(PACE_MILLIS_MIN, PACE_MILLIS_MAX));
    }

    void fire(long due) {
        if (tries++ >= TRIES_MAX || self.lane.stage.over()) {
            return;
        }
        if (unanswered < UNANSWERED_MAX) {
            grab(due);
        }
        long next = due + paceNanos;
        self.lane.loop.at(next, () -> fire(next));
    }

    private void grab(long due) {
        Stage stage = self.lane.stage;
        String sku = skus.get(self.random.nextInt(skus.size()));
        String key = "bot-" + tries;
        unanswered++;
        self.lane.send("bot grab", stage.site.grab(self.token(), stage.saleId(), sku, key), due, heard -> {
            unanswered--;
            heard.either(reply -> answered(sku, key, reply), silence -> {});
        });
    }

    private void answered(String sku, String key, Reply reply) {
        if (!reply.ok() || reply.text("purchaseId").isEmpty()) {
            return;
        }
        if (self.lane.stage.plan.venue().reservationRequired()) {
            self.lane.stage.violations.add(self.uid + " had no reservation and won " + reply.text("purchaseId"));
        }
        var told = Told.won(sku, key, reply);
        if (self.won(told) && !told.released()) {
            Fulfilment.start(self, told);
        }
    }
}
