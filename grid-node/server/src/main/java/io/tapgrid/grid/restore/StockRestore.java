package io.tapgrid.grid.restore;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.shard.Event.PoolPlaced;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.ShardSet;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemStateRow;
import io.tapgrid.gridapi.row.PoolAdjustmentKey;
import io.tapgrid.gridapi.row.PoolAdjustmentRow;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.PoolRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SliceKey;
import io.tapgrid.gridapi.row.SliceRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stock as the purchases leave it. In every shard a slice has what is held and sold there and nothing available;
 * everything else lies in the pool. So {@code received = held + sold} and {@code granted = Σ received}, and the law holds
 * from the first reading.
 */
final class StockRestore {
    private static final String PURCHASED = "SELECT shard, sale_id, sku, SUM(state IN ('HELD', 'CARTED')),"
            + " SUM(state = 'PAID') FROM purchase GROUP BY shard, sale_id, sku";
    private static final String CHANGES =
            "SELECT sale_id, sku, kind, change_key, units, reason, changed_at FROM stock_change"
                    + " ORDER BY sale_id, sku, kind = 'ADJUSTED', changed_at, change_key";

    /** Every event of a pool made its version grow by one, so this is higher than any that was ever shown. */
    private static final String VERSIONS = "SELECT sale_id, sku, COUNT(*) FROM ledger WHERE kind IN ('POOL_PLACED',"
            + " 'POOL_GRANTED', 'POOL_TOOK_BACK', 'STOCK_ADJUSTED') GROUP BY sale_id, sku";

    /** An item is written together with its pool, but in another shard. */
    private static final String UNPLACED = "SELECT i.sale_id, i.sku, i.stock FROM item i LEFT JOIN stock_change c"
            + " ON c.sale_id = i.sale_id AND c.sku = i.sku AND c.kind = 'PLACED' WHERE c.sale_id IS NULL";

    private static final String REASON = "sold, though their adding was lost";

    private final Connection connection;
    private final Shards shards;
    private final SortedMap<SliceKey, SliceRow> slices = new TreeMap<>();
    private final Map<ItemKey, Long> granted = new TreeMap<>();
    private final Map<ItemKey, Long> versions = new TreeMap<>();
    private final Map<ItemKey, List<Change>> changes = new TreeMap<>();

    StockRestore(Connection connection, Shards shards) {
        this.connection = connection;
        this.shards = shards;
    }

    private record Change(boolean placed, String key, long units, String reason, Instant at) {}

    void into(RestoreSink sink, Instant now, Journaled journaled) throws SQLException {
        query(PURCHASED, this::addSlice);
        query(VERSIONS, row -> versions.put(item(row, 1), row.getLong(3)));
        query(CHANGES, this::addChange);
        query(UNPLACED, row -> place(row, now, journaled));
        makeUpFor(now, journaled);
        sink.put(Caches.SLICE, slices);
        SortedMap<PoolKey, PoolRow> pools = new TreeMap<>();
        SortedMap<ItemKey, ItemStateRow> states = new TreeMap<>();
        SortedMap<PoolAdjustmentKey, PoolAdjustmentRow> adjustments = new TreeMap<>();
        for (Map.Entry<ItemKey, List<Change>> item : changes.entrySet()) {
            Pool pool = pool(item.getKey(), item.getValue());
            int shard = shards.ofPool(pool.saleId(), pool.sku());
            pools.put(RowMapping.poolKey(shard, pool.saleId(), pool.sku()), RowMapping.row(pool));
            states.put(
                    item.getKey(),
                    new ItemStateRow(pool.isSoldOut(), pool.available(), pool.version(), RowMapping.time(now)));
            addAdjustments(adjustments, shard, pool, item.getValue());
        }
        sink.put(Caches.POOL, pools);
        sink.put(Caches.ITEM_STATE, states);
        sink.put(Caches.POOL_ADJUSTMENT, adjustments);
    }

    private void addSlice(ResultSet row) throws SQLException {
        long held = row.getLong(4);
        long sold = row.getLong(5);
        SaleId saleId = new SaleId(row.getString(2));
        Sku sku = new Sku(row.getString(3));
        Slice slice = new Slice(saleId, sku, row.getInt(1), 0, held, sold, held + sold, 0, false);
        slices.put(RowMapping.sliceKey(slice.shard(), saleId, sku), RowMapping.row(slice));
        granted.merge(item(row, 2), held + sold, Long::sum);
    }

    private void addChange(ResultSet row) throws SQLException {
        changes.computeIfAbsent(item(row, 1), any -> new ArrayList<>())
                .add(new Change(
                        row.getString(3).equals("PLACED"),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        RestoredRows.instant(row, 7)));
    }

    /** After a loss there may be an item of which the placing of its stock was not shipped. */
    private void place(ResultSet row, Instant now, Journaled journaled) throws SQLException {
        SaleId saleId = new SaleId(row.getString(1));
        Sku sku = new Sku(row.getString(2));
        long units = row.getLong(3);
        changes.computeIfAbsent(item(row, 1), any -> new ArrayList<>()).add(0, new Change(true, "", units, "", now));
        journaled.add(shards.ofPool(saleId, sku), new PoolPlaced(saleId, sku, units));
    }

    /**
     * After a loss there may be purchases of units whose adding was not shipped. They were sold, so they were there: the
     * missing units are added by an adjustment, which says so and goes to MySQL like any other.
     */
    private void makeUpFor(Instant now, Journaled journaled) {
        granted.forEach((item, handedOut) -> {
            List<Change> itsChanges = changes.computeIfAbsent(item, any -> new ArrayList<>());
            long known = itsChanges.stream().mapToLong(Change::units).sum();
            if (known < handedOut) {
                String key = "restored-" + now;
                long missing = handedOut - known;
                itsChanges.add(new Change(false, key, missing, REASON, now));
                SaleId saleId = new SaleId(item.saleId);
                Sku sku = new Sku(item.sku);
                journaled.add(shards.ofPool(saleId, sku), new StockAdjusted(saleId, sku, missing, REASON, key));
            }
        });
    }

    private Pool pool(ItemKey item, List<Change> itsChanges) {
        long initial = 0;
        long added = 0;
        long withdrawn = 0;
        for (Change change : itsChanges) {
            initial += change.placed() ? change.units() : 0;
            added += change.placed() ? 0 : Math.max(0, change.units());
            withdrawn += change.placed() ? 0 : Math.max(0, -change.units());
        }
        long handedOut = granted.getOrDefault(item, 0L);
        return new Pool(
                new SaleId(item.saleId),
                new Sku(item.sku),
                initial,
                added,
                withdrawn,
                initial + added - withdrawn - handedOut,
                handedOut,
                0,
                ShardSet.EMPTY,
                versions.getOrDefault(item, 0L) + 1);
    }

    /** A repeat of an adjustment's key is answered with the sums up to it; what the pool held then is not known any more. */
    private static void addAdjustments(
            SortedMap<PoolAdjustmentKey, PoolAdjustmentRow> adjustments,
            int shard,
            Pool pool,
            List<Change> itsChanges) {
        long added = 0;
        long withdrawn = 0;
        for (Change change : itsChanges) {
            if (change.placed()) {
                continue;
            }
            added += Math.max(0, change.units());
            withdrawn += Math.max(0, -change.units());
            adjustments.put(
                    new PoolAdjustmentKey(
                            shard, pool.saleId().value(), pool.sku().value(), change.key()),
                    new PoolAdjustmentRow(
                            change.units(),
                            change.reason(),
                            pool.initial(),
                            added,
                            withdrawn,
                            pool.available(),
                            pool.version(),
                            RowMapping.time(change.at())));
        }
    }

    /** Takes one row of a result. */
    @FunctionalInterface
    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private void query(String sql, RowTaker taker) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                taker.take(rows);
            }
        }
    }

    private static ItemKey item(ResultSet row, int firstColumn) throws SQLException {
        return new ItemKey(row.getString(firstColumn), row.getString(firstColumn + 1));
    }
}
