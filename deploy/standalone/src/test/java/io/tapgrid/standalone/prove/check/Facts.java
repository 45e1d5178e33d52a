package io.tapgrid.standalone.prove.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tapgrid.standalone.prove.traffic.Acknowledgement;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import io.tapgrid.standalone.prove.traffic.SaleTerms.RuleKind;
import io.tapgrid.standalone.prove.traffic.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A round of which everything is true: 100 units of WIDE in a pool of shard 9, 10 of them in the slice of shard 0. Tests spoil it. */
final class Facts {
    static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private static final long WIDE_UNITS = 100;
    private static final long HOT_UNITS = 5;
    private static final int POOL_SHARD = 9;
    private static final int SLICE_SHARD = 0;
    private static final long SLICE_UNITS = 10;

    final List<Wish> wishes = new ArrayList<>();
    final List<PurchaseRow> grid = new ArrayList<>();
    final List<PurchaseRow> mysql = new ArrayList<>();
    final List<LedgerLine> ledger = new ArrayList<>();
    final Set<String> deadLetters = new HashSet<>();
    final List<Acknowledgement> acknowledgements = new ArrayList<>();
    final List<Interval> withoutMajority = new ArrayList<>();
    final List<String> complaints = new ArrayList<>();
    private RuleKind rule = RuleKind.ONE_PER_ITEM;
    private long live;

    Facts() {
        event(POOL_SHARD, "POOL_PLACED", SaleTerms.WIDE, WIDE_UNITS);
        event(POOL_SHARD, "POOL_PLACED", SaleTerms.HOT, HOT_UNITS);
        event(POOL_SHARD, "POOL_GRANTED", SaleTerms.WIDE, SLICE_UNITS);
        event(SLICE_SHARD, "SLICE_RECEIVED", SaleTerms.WIDE, SLICE_UNITS);
    }

    Facts under(RuleKind other) {
        rule = other;
        return this;
    }

    void event(int shard, String kind, String sku, long units) {
        ledger.add(new LedgerLine(shard, kind, sku, null, null, units));
    }

    void step(String kind, String uid, String purchaseId) {
        ledger.add(new LedgerLine(SLICE_SHARD, kind, SaleTerms.WIDE, uid, purchaseId, 0));
    }

    /** A row in grid and MySQL. */
    PurchaseRow row(String uid, String key, String purchaseId, String state) {
        PurchaseRow row = row(uid, key, purchaseId, state, NOON.plusSeconds(1));
        grid.add(row);
        mysql.add(row);
        return row;
    }

    static PurchaseRow row(String uid, String key, String purchaseId, String state, Instant decidedAt) {
        return PurchaseRow.of(Arrays.asList(
                purchaseId,
                uid,
                SaleTerms.WIDE,
                state,
                key,
                decidedAt.toString(),
                null,
                null,
                null,
                "1",
                "t",
                null,
                "t",
                null));
    }

    /** Won and held: in all books. */
    void held(String uid, String key, String purchaseId) {
        row(uid, key, purchaseId, "HELD");
        step("UNIT_HELD", uid, purchaseId);
        live++;
    }

    Findings check() {
        Findings findings = new Findings();
        RoundCheck.run(facts(), findings);
        return findings;
    }

    private RoundFacts facts() {
        SaleTerms sale = new SaleTerms("S", rule, true, NOON, NOON.plus(Duration.ofMinutes(3)), HOT_UNITS, WIDE_UNITS);
        return new RoundFacts(
                sale,
                wishes,
                grid,
                mysql,
                ledger,
                deadLetters,
                conservation(),
                acknowledgements,
                withoutMajority,
                complaints);
    }

    private ArrayNode conservation() {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        items.addObject().put("sku", SaleTerms.HOT).put("pool", HOT_UNITS).put("holds", true);
        items.addObject()
                .put("sku", SaleTerms.WIDE)
                .put("pool", WIDE_UNITS - SLICE_UNITS)
                .put("available", SLICE_UNITS - live)
                .put("held", live)
                .put("holds", true);
        return items;
    }
}
