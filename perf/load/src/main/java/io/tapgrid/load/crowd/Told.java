package io.tapgrid.load.crowd;

import io.tapgrid.load.site.PurchaseView;
import io.tapgrid.load.site.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One purchase as far as its shopper was told about it: what was acknowledged, what was asked for without a clear answer, and so what
 * state it may be in now. Lives on its shopper's loop.
 */
final class Told {

    /** Deadlines are the server's, judged by our idea of its clock. */
    static final Duration CLOCK_ALLOWANCE = Duration.ofMillis(500);

    /** How far each step has come. */
    enum Step {
        NOT_TRIED,
        TRIED,
        ACKNOWLEDGED
    }

    final String purchaseId;
    final String sku;
    final String key;
    final String purchaseToken;
    Step cart = Step.NOT_TRIED;
    Step pay = Step.NOT_TRIED;
    Step cancel = Step.NOT_TRIED;
    Step refund = Step.NOT_TRIED;
    private Instant deadline;
    private boolean releasedSeen;
    private boolean certain;

    private Told(String sku, String key, PurchaseView view) {
        this.purchaseId = view.purchaseId();
        this.sku = sku;
        this.key = key;
        this.purchaseToken = view.token();
        this.deadline = view.holdExpiresAt();
        this.releasedSeen = view.released();
    }

    /** By the answer to a grab. */
    static Told won(String sku, String key, Reply win) {
        return new Told(sku, key, PurchaseView.of(win));
    }

    /** By the list of purchases, after the answer to the grab was lost. */
    static Told found(String key, PurchaseView view) {
        return new Told(view.sku(), key, view);
    }

    Instant deadline() {
        return deadline;
    }

    boolean released() {
        return releasedSeen;
    }

    void carted(Instant payBy) {
        cart = Step.ACKNOWLEDGED;
        deadline = payBy;
    }

    /** True the first time: the unit is someone else's to win now. */
    boolean seenReleased() {
        boolean first = !releasedSeen;
        releasedSeen = true;
        return first;
    }

    /** Whether it counts among those that are live without any doubt. */
    boolean certain() {
        return certain;
    }

    void certain(boolean now) {
        certain = now;
    }

    boolean deadlinePassed(Instant now) {
        return now.isAfter(deadline.minus(CLOCK_ALLOWANCE));
    }

    /** Whether the server may have released it by now without breaking a promise. */
    boolean mayBeReleased(Instant now) {
        boolean paid = pay == Step.ACKNOWLEDGED;
        return releasedSeen || refund != Step.NOT_TRIED || (!paid && (cancel != Step.NOT_TRIED || deadlinePassed(now)));
    }

    /** What is wrong with the purchase being in this state; empty if it may be. */
    Optional<String> contradiction(PurchaseView seen, Instant now) {
        if (!seen.purchaseId().equals(purchaseId) || !seen.sku().equals(sku)) {
            return Optional.of(purchaseId + " of " + sku + " is shown as " + seen.purchaseId() + " of " + seen.sku());
        }
        return mayBe(seen.state(), now)
                ? Optional.empty()
                : Optional.of(purchaseId + " is " + seen.state() + " " + seen.releaseReason() + ", told: " + this);
    }

    private boolean mayBe(String state, Instant now) {
        boolean surelyReleased = releasedSeen || cancel == Step.ACKNOWLEDGED || refund == Step.ACKNOWLEDGED;
        boolean paid = pay == Step.ACKNOWLEDGED;
        boolean carted = cart == Step.ACKNOWLEDGED;
        return switch (state) {
            case "RELEASED" -> mayBeReleased(now);
            case "PAID" -> !surelyReleased && pay != Step.NOT_TRIED;
            case "CARTED" -> !surelyReleased && !paid && cart != Step.NOT_TRIED;
            case "HELD" -> !surelyReleased && !paid && !carted;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return "cart " + cart + ", pay " + pay + ", cancel " + cancel + ", refund " + refund + ", deadline " + deadline
                + (releasedSeen ? ", released" : "");
    }
}
