package io.tapgrid.load.crowd;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything the whole crowd was told, as far as it concerns more than one shopper: which purchase a key has, whose a
 * purchase is, and how many units of each item are in live purchases. Any thread.
 */
final class Ledger {

    private final Map<String, Integer> unitsBySku;
    private final Violations violations;
    private final Map<String, String> purchaseByKey = new ConcurrentHashMap<>();
    private final Map<String, String> ownerByPurchase = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> unitsLive = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> unitsCertain = new ConcurrentHashMap<>();
    private final Map<Fate, AtomicInteger> ends = new ConcurrentHashMap<>();
    private final AtomicLong lastWin = new AtomicLong(System.nanoTime());

    Ledger(Map<String, Integer> unitsBySku, Violations violations) {
        this.unitsBySku = unitsBySku;
        this.violations = violations;
        unitsBySku.keySet().forEach(sku -> unitsLive.put(sku, new AtomicInteger()));
    }

    /** Records the win; false if this purchase was known already. */
    boolean won(String uid, Told told) {
        if (told.purchaseId.isEmpty()) {
            violations.add("a win without a purchaseId for " + uid + ", key " + told.key);
            return false;
        }
        String before = purchaseByKey.putIfAbsent(uid + "\n" + told.key, told.purchaseId);
        if (before != null && !before.equals(told.purchaseId)) {
            violations.add("key " + told.key + " of " + uid + " has two purchases: " + before + ", " + told.purchaseId);
        }
        String owner = ownerByPurchase.putIfAbsent(told.purchaseId, uid);
        if (owner != null && !owner.equals(uid)) {
            violations.add("purchase " + told.purchaseId + " was given to " + owner + " and to " + uid);
        }
        if (owner == null && !told.released()) {
            live(told.sku).incrementAndGet();
            lastWin.set(System.nanoTime());
        }
        return owner == null;
    }

    /** One more purchase that is live without any doubt; more of these at once than units are oversold. */
    void certain(String sku) {
        int certain = counter(unitsCertain, sku).incrementAndGet();
        int units = unitsBySku.getOrDefault(sku, 0);
        if (certain > units) {
            violations.add(sku + " is oversold: " + certain + " live purchases at once, " + units + " units on sale");
        }
    }

    void uncertain(String sku) {
        counter(unitsCertain, sku).decrementAndGet();
    }

    /** The unit of a purchase that was live has gone back. */
    void unitReturned(String sku) {
        live(sku).decrementAndGet();
    }

    void ended(Fate how) {
        counter(ends, how).incrementAndGet();
    }

    int endedAs(Fate how) {
        return counter(ends, how).get();
    }

    int purchases() {
        return ownerByPurchase.size();
    }

    long nanosSinceLastWin() {
        return System.nanoTime() - lastWin.get();
    }

    boolean everyUnitSold() {
        return unitsBySku.entrySet().stream()
                .allMatch(units -> live(units.getKey()).get() >= units.getValue());
    }

    SortedMap<String, Integer> unitsLive() {
        var live = new TreeMap<String, Integer>();
        unitsLive.forEach((sku, units) -> live.put(sku, units.get()));
        return live;
    }

    int unitsCertain() {
        return unitsCertain.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private AtomicInteger live(String sku) {
        return counter(unitsLive, sku);
    }

    private static <K> AtomicInteger counter(Map<K, AtomicInteger> counters, K of) {
        return counters.computeIfAbsent(of, k -> new AtomicInteger());
    }
}
