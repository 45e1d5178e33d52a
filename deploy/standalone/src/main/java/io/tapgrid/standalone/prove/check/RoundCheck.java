package io.tapgrid.standalone.prove.check;

import io.tapgrid.standalone.prove.traffic.Acknowledgement;
import io.tapgrid.standalone.prove.traffic.Arrows;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import io.tapgrid.standalone.prove.traffic.Wish;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what shoppers were told against what the tables say. The stock itself is checked by {@link StockReplay}. Knows nothing of how
 * the system works: only requests, answers and rows.
 */
public final class RoundCheck {
    private final RoundFacts facts;
    private final Findings findings;
    private final Map<String, PurchaseRow> gridById;

    private final Set<String> unreserved;

    private RoundCheck(RoundFacts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
        this.unreserved = facts.wishes().stream()
                .filter(wish -> !wish.reserved())
                .map(Wish::uid)
                .collect(Collectors.toSet());
        this.gridById = facts.grid().stream()
                .collect(Collectors.toMap(PurchaseRow::purchaseId, Function.identity(), (one, other) -> one));
    }

    public static void run(RoundFacts facts, Findings findings) {
        RoundCheck check = new RoundCheck(facts, findings);
        facts.wishes().forEach(check::neverLost);
        check.neverTwice();
        facts.grid().forEach(check::inTimeAndReserved);
        facts.acknowledgements().forEach(check::majority);
        check.gridIsMySql();
        check.arrows();
        facts.complaints().forEach(complaint -> findings.add(Promise.ANSWERS, complaint));
        StockReplay.run(facts, findings);
    }

    /** What was acknowledged is there, is whose it was said to be, and is no less far than was said. */
    private void neverLost(Wish wish) {
        String id = wish.purchaseId();
        if (id == null) {
            return;
        }
        PurchaseRow row = gridById.get(id);
        if (row == null) {
            findings.add(Promise.NEVER_LOST, id + " was acknowledged to " + wish.uid() + " and is not in the grid");
        } else if (!row.uid().equals(wish.uid())
                || !row.sku().equals(wish.sku())
                || !wish.key().equals(row.requestKey())) {
            findings.add(
                    Promise.NEVER_LOST,
                    id + " was acknowledged to " + wish.uid() + " for " + wish.sku() + " under " + wish.key()
                            + " and is " + row.all());
        } else if (!Arrows.leads(wish.told(), row.state())) {
            findings.add(Promise.NEVER_LOST, id + " was said to be " + wish.told() + " and is " + row.state());
        }
    }

    /** A key has one purchase at most; and none where every request under it was answered, the last with a refusal. */
    private void neverTwice() {
        Map<String, String> idByKey = new HashMap<>();
        for (PurchaseRow row : facts.grid()) {
            String other = idByKey.put(row.uid() + " " + row.requestKey(), row.purchaseId());
            if (other != null) {
                findings.add(
                        Promise.NEVER_TWICE,
                        row.requestKey() + " of " + row.uid() + " won " + other + " and " + row.purchaseId());
            }
        }
        Set<String> ids = new HashSet<>();
        for (PurchaseRow row : facts.grid()) {
            if (!ids.add(row.purchaseId())) {
                findings.add(Promise.NEVER_TWICE, row.purchaseId() + " is there twice");
            }
        }
        for (Wish wish : facts.wishes()) {
            boolean refusedForGood = wish.purchaseId() == null && !wish.isOpen() && !wish.everUnknown();
            if (refusedForGood && idByKey.containsKey(wish.uid() + " " + wish.key())) {
                findings.add(
                        Promise.NEVER_TWICE,
                        wish.key() + " was refused (" + wish.refusal() + ") and won all the same: "
                                + idByKey.get(wish.uid() + " " + wish.key()));
            }
        }
    }

    private void inTimeAndReserved(PurchaseRow row) {
        SaleTerms sale = facts.sale();
        if (row.decidedAt().isBefore(sale.opensAt()) || !row.decidedAt().isBefore(sale.closesAt())) {
            findings.add(
                    Promise.IN_TIME,
                    row.purchaseId() + " was won at " + row.decidedAt() + ", the sale was from " + sale.opensAt()
                            + " to " + sale.closesAt());
        }
        if (sale.reservationRequired() && unreserved.contains(row.uid())) {
            findings.add(Promise.RULE_KEPT, row.purchaseId() + " was won without a reservation");
        }
    }

    private void majority(Acknowledgement one) {
        for (Interval interval : facts.withoutMajority()) {
            if (interval.contains(one)) {
                findings.add(
                        Promise.MAJORITY,
                        "web-" + (one.web() + 1) + " acknowledged a win "
                                + (one.answeredNanos() - interval.fromNanos()) / 1_000_000 + " ms into: "
                                + interval.what());
            }
        }
    }

    private void gridIsMySql() {
        Map<String, PurchaseRow> mysql = facts.mysql().stream()
                .collect(Collectors.toMap(PurchaseRow::purchaseId, Function.identity(), (one, other) -> one));
        for (PurchaseRow row : facts.grid()) {
            PurchaseRow same = mysql.remove(row.purchaseId());
            if (facts.deadLetters().contains(row.purchaseId())) {
                continue;
            }
            if (same == null) {
                findings.add(Promise.GRID_IS_MYSQL, row.purchaseId() + " is not in MySQL");
            } else if (!same.all().equals(row.all())) {
                findings.add(Promise.GRID_IS_MYSQL, row.all() + " is in MySQL " + same.all());
            }
        }
        mysql.keySet().forEach(id -> findings.add(Promise.GRID_IS_MYSQL, id + " is in MySQL alone"));
    }

    /** Each purchase in the ledger goes one step at a time, and ends where the grid has it. */
    private void arrows() {
        Map<String, String> states = new HashMap<>();
        for (LedgerLine line : facts.ledger()) {
            String to = stateAfter(line.kind());
            String id = line.purchaseId();
            if (to.isEmpty() || id == null) {
                continue;
            }
            String from = states.getOrDefault(id, "");
            if (!Arrows.isStep(from, to)) {
                findings.add(Promise.ARROWS, id + " went from " + (from.isEmpty() ? "nothing" : from) + " to " + to);
            }
            states.put(id, to);
        }
        for (PurchaseRow row : facts.grid()) {
            if (!row.state().equals(states.get(row.purchaseId()))) {
                findings.add(
                        Promise.ARROWS,
                        row.purchaseId() + " is " + row.state() + ", by the ledger " + states.get(row.purchaseId()));
            }
        }
    }

    static String stateAfter(String kind) {
        return switch (kind) {
            case "UNIT_HELD" -> "HELD";
            case "UNIT_CARTED" -> "CARTED";
            case "UNIT_PAID" -> "PAID";
            case "UNIT_RELEASED" -> "RELEASED";
            default -> "";
        };
    }
}
