package io.tapgrid.load.crowd;

import io.tapgrid.load.site.SalePage;
import io.tapgrid.load.site.ShopSecret;
import io.tapgrid.load.site.Site;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What everybody in one run shares. Any thread. */
final class Stage {

    final CrowdPlan plan;
    final Site site;
    final SalePage sale;
    final ShopSecret shopSecret;
    final ServerClock clock;
    final Violations violations = new Violations();
    final Ledger ledger;
    final Demand demand = new Demand();
    final LongAdder offered = new LongAdder();
    final LongAdder repeated = new LongAdder();

    /** Without a login nobody can try. */
    final AtomicInteger loggedIn = new AtomicInteger();

    final AtomicInteger loginsFailed = new AtomicInteger();

    /** Winners, and the shop, with steps still to take. */
    final AtomicInteger fulfilling = new AtomicInteger();

    /** Attempts whose end could not be found out, not even from the list of purchases. */
    final AtomicInteger unresolved = new AtomicInteger();

    /** Wins asked for again with their key and answered with the same purchase. */
    final AtomicInteger winsRepeated = new AtomicInteger();

    /** By System.nanoTime. */
    final long endNanos;

    private volatile boolean checking;

    Stage(CrowdPlan plan, Site site, SalePage sale, ShopSecret shopSecret, ServerClock clock) {
        this.plan = plan;
        this.site = site;
        this.sale = sale;
        this.shopSecret = shopSecret;
        this.clock = clock;
        this.ledger = new Ledger(plan.venue().unitsBySku(), violations);
        this.endNanos = System.nanoTime() + plan.within().toNanos();
    }

    String saleId() {
        return plan.venue().saleId();
    }

    /** Whether the time is up or the final check has begun: nobody begins anything more. */
    boolean over() {
        return checking || System.nanoTime() - endNanos > 0;
    }

    void beginFinalCheck() {
        checking = true;
    }
}
