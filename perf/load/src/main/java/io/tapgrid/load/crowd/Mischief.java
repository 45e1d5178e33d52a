package io.tapgrid.load.crowd;

import io.tapgrid.load.site.Reply;

/**
 * What some winners try: the same key once more, which must be answered with the same purchase, and another key, which
 * the rule must refuse where it allows one. What the second attempt wins all the same goes on record and the record
 * checks the rule.
 */
final class Mischief {

    private Mischief() {}

    static void after(Shopper shopper, Told told) {
        Lane lane = shopper.lane;
        if (shopper.repeatsAWin) {
            lane.after(lane.pauseNanos(shopper.random), () -> repeat(shopper, told));
        }
        if (shopper.triesForMore) {
            lane.after(lane.pauseNanos(shopper.random), () -> tryForMore(shopper, told));
        }
    }

    private static void repeat(Shopper shopper, Told told) {
        shopper.attempt(
                told.sku,
                told.key,
                System.nanoTime(),
                result -> result.last().either(reply -> checkRepeat(shopper, told, reply), silence -> {}));
    }

    private static void checkRepeat(Shopper shopper, Told told, Reply reply) {
        Stage stage = shopper.lane.stage;
        boolean overloaded = reply.asksToRepeat() || reply.status() >= 500;
        if (!overloaded && (!reply.ok() || !reply.text("purchaseId").equals(told.purchaseId))) {
            stage.violations.add("a repeat of key " + told.key + " of " + shopper.uid + " was answered " + reply
                    + ", the win was " + told.purchaseId);
        }
        if (reply.ok()) {
            shopper.won(Told.won(told.sku, told.key, reply));
            stage.winsRepeated.incrementAndGet();
        }
    }

    private static void tryForMore(Shopper shopper, Told told) {
        String key = told.key + "-more";
        shopper.attempt(
                told.sku,
                key,
                System.nanoTime(),
                result -> result.last().either(reply -> more(shopper, told.sku, key, reply), silence -> {}));
    }

    private static void more(Shopper shopper, String sku, String key, Reply reply) {
        if (reply.ok() && !reply.text("purchaseId").isEmpty()) {
            var another = Told.won(sku, key, reply);
            if (shopper.won(another) && !another.released()) {
                Fulfilment.start(shopper, another);
            }
        }
    }
}
