package io.tapgrid.load.crowd;

import io.tapgrid.load.site.Reply;
import java.util.concurrent.TimeUnit;

/**
 * One shopper after one item: comes, grabs, and repeats with the same key until the shop has said yes or no for good.
 * Lives on its shopper's lane.
 */
final class Wish {

    private static final int NOT_STARTED_MAX = 200;
    private static final long PRESSING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Shopper shopper;
    private final String sku;
    private int attempt = 1;
    private int notStartedSeen;
    private int soldOutSeen;
    private boolean inDoubt;

    Wish(Shopper shopper, String sku) {
        this.shopper = shopper;
        this.sku = sku;
    }

    Shopper shopper() {
        return shopper;
    }

    String sku() {
        return sku;
    }

    String key() {
        return sku + "-" + attempt;
    }

    boolean inDoubt() {
        return inDoubt;
    }

    void arrive(long due) {
        stage().demand.arrived();
        grab(due);
    }

    /** A unit may have come back. Any thread. */
    void callBack(long inNanos) {
        stage().demand.calledBack();
        lane().loop.execute(() -> again(inNanos));
    }

    /** May come again when there is something to be had. */
    void goHome() {
        stage().demand.goesHome(this);
    }

    /** Has what the rule allows, or will never be let in. */
    void leaveForGood() {
        stage().demand.leaves();
    }

    private void grab(long due) {
        if (stage().over()) {
            goHome();
        } else {
            shopper.attempt(sku, key(), due, this::decided);
        }
    }

    private void decided(Repeating.Result result) {
        inDoubt |= result.mayHaveHadEffect();
        result.last().either(this::answered, silence -> gaveUp());
    }

    private void answered(Reply reply) {
        if (reply.status() == 202) {
            Ticket.poll(shopper, reply, win -> won(Told.won(sku, key(), win)), this::refused);
        } else if (reply.ok()) {
            won(Told.won(sku, key(), reply));
        } else {
            refused(reply.reason());
        }
    }

    /** A key that is used up by a released purchase wins nothing more; who comes back takes a new one. */
    private void won(Told told) {
        inDoubt = false;
        boolean fresh = shopper.won(told);
        if (told.released()) {
            attempt++;
            goHome();
            return;
        }
        if (fresh) {
            Fulfilment.start(shopper, told);
            Mischief.after(shopper, told);
        }
        leaveForGood();
    }

    private void refused(String reason) {
        if (reason.equals("not-started") && notStartedSeen++ < NOT_STARTED_MAX) {
            again(untilOpen() / 2 + shopper.random.nextLong(PRESSING_NANOS));
        } else if (reason.equals("paused")) {
            again(TimeUnit.SECONDS.toNanos(1) + lane().pauseNanos(shopper.random));
        } else if (inDoubt || reason.equals("limit-reached")) {
            SecondLook.take(this, reason);
        } else if (reason.equals("sold-out")) {
            soldOut();
        } else {
            checkReservation(reason);
            leaveForGood();
        }
    }

    /** Some press once more and then wait for a unit to come back; the rest go home. */
    private void soldOut() {
        if (!shopper.staysWhenSoldOut) {
            goHome();
        } else if (soldOutSeen++ == 0) {
            again(lane().pauseNanos(shopper.random));
        } else {
            stage().demand.waits(this);
        }
    }

    private void gaveUp() {
        if (inDoubt) {
            SecondLook.take(this, "unknown");
        } else {
            goHome();
        }
    }

    private void checkReservation(String reason) {
        if (reason.equals("not-reserved")) {
            stage().violations.add(shopper.uid + " reserved " + sku + " and was refused as not reserved");
        }
    }

    private void again(long inNanos) {
        long due = System.nanoTime() + inNanos;
        lane().loop.at(due, () -> grab(due));
    }

    private long untilOpen() {
        return Math.max(0, stage().clock.nanoTimeOf(stage().sale.opensAt()) - System.nanoTime());
    }

    private Lane lane() {
        return shopper.lane;
    }

    private Stage stage() {
        return shopper.lane.stage;
    }
}
