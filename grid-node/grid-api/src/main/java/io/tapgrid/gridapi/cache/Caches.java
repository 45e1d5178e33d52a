package io.tapgrid.gridapi.cache;

import io.tapgrid.gridapi.row.AuditEntry;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemRow;
import io.tapgrid.gridapi.row.ItemStateRow;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.JournalRow;
import io.tapgrid.gridapi.row.MoveKey;
import io.tapgrid.gridapi.row.MoveRow;
import io.tapgrid.gridapi.row.PoolAdjustmentKey;
import io.tapgrid.gridapi.row.PoolAdjustmentRow;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.PoolRow;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import io.tapgrid.gridapi.row.SaleRow;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.gridapi.row.ShardShippedRow;
import io.tapgrid.gridapi.row.SliceKey;
import io.tapgrid.gridapi.row.SliceRow;
import io.tapgrid.gridapi.row.UnitsLeftRow;
import io.tapgrid.gridapi.row.WinnersRow;
import java.util.List;

/**
 * Every cache there is. The money caches are partitioned by shard and share one cache group, so that a shard's rows lie on the same node
 * and move together; the terms are replicated, so that every node decides without asking another.
 */
public final class Caches {
    /** SQL schema of all tables. */
    public static final String SQL_SCHEMA = "TAPGRID";

    /** Index of purchases by shard and deadline. */
    public static final String PURCHASE_BY_DEADLINE = "PURCHASE_BY_DEADLINE";

    // Money: one partition per shard.
    public static final CacheName<ReservationKey, ReservationRow> RESERVATION =
            new CacheName<>("reservation", ReservationKey.class, ReservationRow.class);
    public static final CacheName<PurchaseKey, PurchaseRow> PURCHASE =
            new CacheName<>("purchase", PurchaseKey.class, PurchaseRow.class);
    public static final CacheName<SliceKey, SliceRow> SLICE = new CacheName<>("slice", SliceKey.class, SliceRow.class);
    public static final CacheName<PoolKey, PoolRow> POOL = new CacheName<>("pool", PoolKey.class, PoolRow.class);
    public static final CacheName<PoolAdjustmentKey, PoolAdjustmentRow> POOL_ADJUSTMENT =
            new CacheName<>("pool_adjustment", PoolAdjustmentKey.class, PoolAdjustmentRow.class);
    public static final CacheName<MoveKey, MoveRow> SALE_MOVE =
            new CacheName<>("sale_move", MoveKey.class, MoveRow.class);
    public static final CacheName<JournalKey, JournalRow> JOURNAL =
            new CacheName<>("journal", JournalKey.class, JournalRow.class);
    public static final CacheName<Integer, ShardHeadRow> SHARD_HEAD =
            new CacheName<>("shard_head", Integer.class, ShardHeadRow.class);
    public static final CacheName<Integer, ShardShippedRow> SHARD_SHIPPED =
            new CacheName<>("shard_shipped", Integer.class, ShardShippedRow.class);
    /** Key: the time and a suffix, as text, so that keys sort by age. */
    public static final CacheName<String, AuditEntry> AUDIT = new CacheName<>("audit", String.class, AuditEntry.class);

    // Terms: on every node. A sale's key is its id.
    public static final CacheName<String, SaleRow> SALE = new CacheName<>("sale", String.class, SaleRow.class);
    public static final CacheName<ItemKey, ItemRow> ITEM = new CacheName<>("item", ItemKey.class, ItemRow.class);
    public static final CacheName<ItemKey, ItemStateRow> ITEM_STATE =
            new CacheName<>("item_state", ItemKey.class, ItemStateRow.class);

    // What pages are made from beside the terms: on every node, in memory only, made anew after a start. A sale's key
    // is its id.
    public static final CacheName<String, UnitsLeftRow> UNITS_LEFT =
            new CacheName<>("units_left", String.class, UnitsLeftRow.class);
    public static final CacheName<String, WinnersRow> WINNERS =
            new CacheName<>("winners", String.class, WinnersRow.class);

    private Caches() {}

    /** Those that must not be lost, in which a partition without an owner answers nobody. */
    public static List<CacheName<?, ?>> lasting() {
        return List.of(
                RESERVATION,
                PURCHASE,
                SLICE,
                POOL,
                POOL_ADJUSTMENT,
                SALE_MOVE,
                JOURNAL,
                SHARD_HEAD,
                SHARD_SHIPPED,
                AUDIT,
                SALE,
                ITEM,
                ITEM_STATE);
    }
}
