package io.tapgrid.domain.shard;

import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.ReleaseReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A shopper's purchases in a sale as the clock leaves them, and the events that make it so. A deadline counts from its
 * very instant for everybody who asks, not from the moment the sweep for overdue ones happens to come by: so each
 * decision about a purchase first releases what is overdue.
 */
record Clocked(List<Purchase> purchases, List<Event> events) {
    static Clocked of(List<Purchase> mine, Instant now) {
        if (mine.stream().noneMatch(it -> it.isOverdue(now))) {
            return new Clocked(mine, List.of());
        }
        List<Purchase> purchases = new ArrayList<>(mine.size());
        List<Event> events = new ArrayList<>();
        for (Purchase purchase : mine) {
            if (purchase.isOverdue(now)) {
                Purchase released = purchase.released(now, ReleaseReason.EXPIRED);
                purchases.add(released);
                events.add(new Event.UnitReleased(released, purchase.state()));
            } else {
                purchases.add(purchase);
            }
        }
        return new Clocked(purchases, events);
    }

    /** A decision with what the clock did before it. */
    Decision then(Decision decision) {
        if (events.isEmpty()) {
            return decision;
        }
        List<Event> all = new ArrayList<>(events);
        all.addAll(decision.events());
        return new Decision(all, decision.outcome());
    }
}
