package io.tapgrid.standalone.prove.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts units through the ledger, event by event in the order of each shard: a slice never gives what it does not have, a shopper
 * never has more at once than the rule allows, and in the end the ledger, the rows and the console's reading of the law have the same
 * numbers.
 */
final class StockReplay {
    private final RoundFacts facts;
    private final Findings findings;
    private final Map<String, Long> sliceUnits = new HashMap<>();
    private final Map<String, Long> poolUnits = new HashMap<>();
    private final Map<String, Long> liveOfItem = new HashMap<>();
    private final Map<String, Integer> liveOfShopper = new HashMap<>();

    private StockReplay(RoundFacts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    static void run(RoundFacts facts, Findings findings) {
        StockReplay replay = new StockReplay(facts, findings);
        facts.ledger().forEach(replay::event);
        SaleTerms.SKUS.forEach(replay::atTheEnd);
        replay.conservation();
    }

    private void event(LedgerLine line) {
        String sku = String.valueOf(line.sku());
        String slice = line.shard() + " " + sku;
        switch (line.kind()) {
            case "POOL_PLACED", "POOL_TOOK_BACK", "STOCK_ADJUSTED" -> move(poolUnits, sku, line.units(), line);
            case "POOL_GRANTED" -> move(poolUnits, sku, -line.units(), line);
            case "SLICE_RECEIVED" -> move(sliceUnits, slice, line.units(), line);
            case "SLICE_RETURNED" -> move(sliceUnits, slice, -line.units(), line);
            case "UNIT_HELD" -> {
                move(sliceUnits, slice, -1, line);
                live(sku, String.valueOf(line.uid()), 1);
            }
            case "UNIT_RELEASED" -> {
                move(sliceUnits, slice, 1, line);
                live(sku, String.valueOf(line.uid()), -1);
            }
            default -> {}
        }
    }

    private void move(Map<String, Long> units, String where, long delta, LedgerLine line) {
        long now = units.merge(where, delta, Long::sum);
        if (now < 0) {
            findings.add(Promise.NEVER_OVERSOLD, "shard and item " + where + " had " + now + " units after " + line);
        }
    }

    private void live(String sku, String uid, int delta) {
        liveOfItem.merge(sku, (long) delta, Long::sum);
        int ofItem = liveOfShopper.merge(uid + " " + sku, delta, Integer::sum);
        int ofSale = liveOfShopper.merge(uid, delta, Integer::sum);
        SaleTerms.RuleKind rule = facts.sale().rule();
        if (ofItem > rule.liveOfAnItemMax() || ofSale > rule.liveOfTheSaleMax()) {
            findings.add(
                    Promise.RULE_KEPT,
                    uid + " has " + ofItem + " of " + sku + " and " + ofSale + " in all at once under " + rule);
        }
    }

    /** Never more live purchases than there are units, whatever the ledger says. */
    private void atTheEnd(String sku) {
        long live = facts.grid().stream()
                .filter(row -> row.sku().equals(sku) && row.isLive())
                .count();
        long units = stockNow(sku);
        if (live > units) {
            findings.add(Promise.NEVER_OVERSOLD, sku + ": " + live + " purchases live, of " + units + " units");
        }
        if (live != liveOfItem.getOrDefault(sku, 0L)) {
            findings.add(
                    Promise.CONSERVATION,
                    sku + ": " + live + " purchases live, by the ledger " + liveOfItem.getOrDefault(sku, 0L));
        }
    }

    private long stockNow(String sku) {
        long adjusted = facts.ledger().stream()
                .filter(line -> line.kind().equals("STOCK_ADJUSTED") && sku.equals(line.sku()))
                .mapToLong(LedgerLine::units)
                .sum();
        return facts.sale().stockOf(sku) + adjusted;
    }

    private void conservation() {
        if (facts.conservation().size() != SaleTerms.SKUS.size()) {
            findings.add(Promise.CONSERVATION, "the console does not say: " + facts.conservation());
        }
        for (JsonNode item : facts.conservation()) {
            String sku = item.path("sku").asText();
            long live = item.path("held").asLong()
                    + item.path("carted").asLong()
                    + item.path("paid").asLong();
            if (!item.path("holds").asBoolean()) {
                findings.add(Promise.CONSERVATION, "the law does not hold: " + item);
            } else if (live != liveOfItem.getOrDefault(sku, 0L)
                    || item.path("pool").asLong() != poolUnits.getOrDefault(sku, 0L)
                    || item.path("available").asLong() != inSlices(sku)) {
                findings.add(
                        Promise.CONSERVATION,
                        "the console says " + item + ", by the ledger there are " + poolUnits.getOrDefault(sku, 0L)
                                + " in the pool, " + inSlices(sku) + " in slices and "
                                + liveOfItem.getOrDefault(sku, 0L) + " with shoppers");
            }
        }
    }

    private long inSlices(String sku) {
        return sliceUnits.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" " + sku))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
