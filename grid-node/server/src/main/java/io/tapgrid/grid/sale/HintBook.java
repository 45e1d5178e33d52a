package io.tapgrid.grid.sale;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.gridapi.Winners;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.UnitsLeftRow;
import io.tapgrid.gridapi.row.WinnersRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.Ignite;

/**
 * What the board shows beside the terms, as the node that walks a sale last found out and every node can read: free units and winners. Neither is
 * ever needed for a decision. Versions are times in milliseconds, raised by one where the clock has not moved, so they grow over restarts too.
 */
final class HintBook implements AutoCloseable {
    private final Ignite ignite;
    private final Map<String, UnitsLeftRow> unitsLeft = new ConcurrentHashMap<>();
    private final Map<String, WinnersRow> winners = new ConcurrentHashMap<>();
    private final LocalRows<String, UnitsLeftRow> unitsLeftRows;
    private final LocalRows<String, WinnersRow> winnersRows;

    HintBook(Ignite ignite) {
        this.ignite = ignite;
        this.unitsLeftRows = new LocalRows<>(Caches.UNITS_LEFT.of(ignite), this::take);
        this.winnersRows = new LocalRows<>(Caches.WINNERS.of(ignite), this::take);
    }

    private void take(String saleId, UnitsLeftRow row) {
        unitsLeft.merge(saleId, row, (old, next) -> next.version > old.version ? next : old);
    }

    private void take(String saleId, WinnersRow row) {
        winners.merge(saleId, row, (old, next) -> next.version > old.version ? next : old);
    }

    Optional<UnitsLeftRow> unitsLeft(SaleId saleId) {
        return Optional.ofNullable(unitsLeft.get(saleId.value()));
    }

    Optional<WinnersRow> winners(SaleId saleId) {
        return Optional.ofNullable(winners.get(saleId.value()));
    }

    void reload() {
        unitsLeftRows.reload();
        winnersRows.reload();
    }

    @Override
    public void close() {
        unitsLeftRows.close();
        winnersRows.close();
    }

    /** Keeps a count, if it says anything new. */
    void keep(SaleId saleId, String[] skus, long[] units, long clockMillis) {
        Optional<UnitsLeftRow> known = unitsLeft(saleId);
        boolean same = known.filter(it -> Arrays.equals(it.skus, skus) && Arrays.equals(it.units, units))
                .isPresent();
        if (!same) {
            long version = Math.max(clockMillis, known.map(it -> it.version + 1).orElse(0L));
            Caches.UNITS_LEFT.of(ignite).put(saleId.value(), new UnitsLeftRow(version, skus, units));
        }
    }

    void keep(SaleId saleId, Winners winners, long clockMillis) {
        String[] skus = winners.poolVersions().keySet().stream().map(Sku::value).toArray(String[]::new);
        long[] versions = Arrays.stream(skus)
                .mapToLong(sku -> winners.poolVersions().getOrDefault(new Sku(sku), 0L))
                .toArray();
        long version =
                Math.max(clockMillis, winners(saleId).map(it -> it.version + 1).orElse(0L));
        Caches.WINNERS
                .of(ignite)
                .put(saleId.value(), new WinnersRow(version, winners.words(), winners.saleVersion(), skus, versions));
    }

    static Map<Sku, Long> bySku(UnitsLeftRow row) {
        return bySku(row.skus, row.units);
    }

    static Winners winners(WinnersRow row) {
        return Winners.of(row.words, row.saleVersion, bySku(row.skus, row.poolVersions));
    }

    private static Map<Sku, Long> bySku(String[] skus, long[] numbers) {
        Map<Sku, Long> bySku = new HashMap<>();
        for (int at = 0; at < skus.length; at++) {
            bySku.put(new Sku(skus[at]), numbers[at]);
        }
        return bySku;
    }
}
