package io.tapgrid.load.crowd;

import io.tapgrid.load.site.PurchaseView;
import io.tapgrid.load.site.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A person with a name, a login and a character. What they reserved is a {@link Wish} each; what they were told they
 * have is here. Lives on one lane.
 */
final class Shopper {

    private static final int TRIES_PATIENT = 40;
    private static final int TRIES_GIVING_UP = 3;

    final Lane lane;
    final String uid;

    /** For pauses; how often it is asked depends on how the server answers. */
    final SplittableRandom random;

    /** For what kind of person this is; asked in the same order in every run. */
    private final SplittableRandom character;

    final boolean repeatsAWin;
    final boolean triesForMore;
    final boolean staysWhenSoldOut;
    private final boolean givesUpEarly;
    private final double arrival;
    private final List<Told> purchases = new ArrayList<>(1);
    private String token = "";
    private int attemptsUnderWay;
    private boolean everInDoubt;

    /** The character follows from the seed and the name alone. */
    Shopper(Lane lane, String uid) {
        this.lane = lane;
        this.uid = uid;
        this.character = new SplittableRandom(lane.stage.plan.seed() * 0x9E3779B97F4A7C15L ^ uid.hashCode());
        this.random = character.split();
        Habits habits = lane.stage.plan.habits();
        this.repeatsAWin = character.nextDouble() < habits.repeatsAWin();
        this.triesForMore = character.nextDouble() < habits.triesForMore();
        this.staysWhenSoldOut = character.nextDouble() < habits.staysWhenSoldOut();
        this.givesUpEarly = character.nextDouble() < habits.givesUpEarly();
        this.arrival = character.nextDouble();
    }

    /** Which share of all has come before, 0 to 1. */
    double arrival() {
        return arrival;
    }

    /** What becomes of the next purchase. */
    Fate nextFate() {
        return lane.stage.plan.habits().fate(character.nextDouble());
    }

    void login(Runnable then, Runnable failed) {
        lane.desk.enter(() -> Login.start(lane, uid, random, session -> {
            token = session;
            (session.isEmpty() ? failed : then).run();
            lane.desk.done();
        }));
    }

    String token() {
        return token;
    }

    /** Grabs with one key until decided. */
    void attempt(String sku, String key, long due, Consumer<Repeating.Result> then) {
        attemptsUnderWay++;
        var task = new Repeating.Task(
                "grab", triesMax(), () -> lane.stage.site.grab(token, lane.stage.saleId(), sku, key));
        Repeating.start(lane, task, random, due, result -> {
            attemptsUnderWay--;
            everInDoubt |= result.mayHaveHadEffect();
            then.accept(result);
        });
    }

    /** Whether an answer to one of several attempts is still to come. */
    boolean hasAttemptsUnderWay() {
        return attemptsUnderWay > 0;
    }

    /** Whether some attempt went unanswered at least once, so that there may be a purchase nobody was told of. */
    boolean everInDoubt() {
        return everInDoubt;
    }

    private int triesMax() {
        return givesUpEarly ? TRIES_GIVING_UP : TRIES_PATIENT;
    }

    List<Told> purchases() {
        return purchases;
    }

    /** Puts a win on record and checks the rule against what this shopper has for certain. */
    boolean won(Told told) {
        boolean fresh = lane.stage.ledger.won(uid, told);
        if (fresh) {
            purchases.add(told);
            if (!told.released()) {
                checkRule(told);
                certain(told);
            }
        }
        return fresh;
    }

    /** Counts it as live without any doubt, until its deadline if that does not move. */
    void certain(Told told) {
        if (!told.certain()) {
            told.certain(true);
            lane.stage.ledger.certain(told.sku);
            doubtAtDeadline(told);
        }
    }

    /** From now on the server may have released it. */
    void uncertain(Told told) {
        if (told.certain()) {
            told.certain(false);
            lane.stage.ledger.uncertain(told.sku);
        }
    }

    private void doubtAtDeadline(Told told) {
        if (told.pay == Told.Step.ACKNOWLEDGED) {
            return;
        }
        if (told.deadlinePassed(lane.stage.clock.now())) {
            uncertain(told);
        } else {
            long look = lane.stage.clock.nanoTimeOf(told.deadline().minus(Told.CLOCK_ALLOWANCE));
            lane.loop.at(look, () -> doubtAtDeadline(told));
        }
    }

    /** The first of these that this shopper was not told of. */
    Optional<PurchaseView> untold(List<PurchaseView> views) {
        return views.stream()
                .filter(view -> purchases.stream().noneMatch(told -> told.purchaseId.equals(view.purchaseId())))
                .findFirst();
    }

    private void checkRule(Told latest) {
        Rule rule = lane.stage.sale.rule();
        Instant now = lane.stage.clock.now();
        long certain = purchases.stream().filter(p -> !p.mayBeReleased(now)).count();
        long certainOfItem = purchases.stream()
                .filter(p -> p.sku.equals(latest.sku) && !p.mayBeReleased(now))
                .count();
        if (certain > rule.perSaleMax() || certainOfItem > rule.perItemMax()) {
            lane.stage.violations.add("rule " + rule.name() + ": " + uid + " has " + certain + " live purchases, "
                    + certainOfItem + " of " + latest.sku + ", the last " + latest.purchaseId);
        }
    }
}
