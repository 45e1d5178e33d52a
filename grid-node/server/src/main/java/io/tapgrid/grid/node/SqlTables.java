package io.tapgrid.grid.node;

import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemRow;
import io.tapgrid.gridapi.row.ItemStateRow;
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
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.ignite.cache.QueryEntity;
import org.apache.ignite.cache.QueryIndex;
import org.apache.ignite.cache.QueryIndexType;
import org.apache.ignite.configuration.CacheConfiguration;

/** The caches that SQL shows as tables, column by column. An index costs every win; there is one, on purchases. */
final class SqlTables {
    private static final String TEXT = String.class.getName();
    private static final String NUMBER = Long.class.getName();
    private static final String SMALL_NUMBER = Integer.class.getName();
    private static final String FLAG = Boolean.class.getName();
    private static final String TIME = Timestamp.class.getName();

    private SqlTables() {}

    static CacheConfiguration<PurchaseKey, PurchaseRow> purchase(CacheConfiguration<PurchaseKey, PurchaseRow> cache) {
        QueryEntity table = table("PURCHASE", PurchaseKey.class, PurchaseRow.class);
        key(table, "purchaseId", "PURCHASE_ID", TEXT);
        key(table, "shard", "SHARD", SMALL_NUMBER);
        column(table, "saleId", "SALE_ID", TEXT);
        column(table, "sku", "SKU", TEXT);
        column(table, "uid", "UID", TEXT);
        column(table, "state", "STATE", TEXT);
        column(table, "releaseReason", "RELEASE_REASON", TEXT);
        column(table, "requestKey", "REQUEST_KEY", TEXT);
        column(table, "cartKey", "CART_KEY", TEXT);
        column(table, "cancelKey", "CANCEL_KEY", TEXT);
        column(table, "version", "VERSION", SMALL_NUMBER);
        column(table, "decidedAt", "DECIDED_AT", TIME);
        column(table, "holdExpiresAt", "HOLD_EXPIRES_AT", TIME);
        column(table, "payBy", "PAY_BY", TIME);
        column(table, "changedAt", "CHANGED_AT", TIME);
        column(table, "deadline", "DEADLINE", TIME);
        column(table, "paymentId", "PAYMENT_ID", TEXT);
        column(table, "amountMinor", "AMOUNT_MINOR", NUMBER);
        column(table, "currency", "CURRENCY", TEXT);
        // Begins with the affinity column: Ignite would make an index of that by itself otherwise.
        table.setIndexes(List.of(new QueryIndex(List.of("shard", "deadline"), QueryIndexType.SORTED)
                .setName(Caches.PURCHASE_BY_DEADLINE)));
        return show(cache, table);
    }

    static CacheConfiguration<ReservationKey, ReservationRow> reservation(
            CacheConfiguration<ReservationKey, ReservationRow> cache) {
        QueryEntity table = table("RESERVATION", ReservationKey.class, ReservationRow.class);
        saleAndSku(table);
        key(table, "uid", "UID", TEXT);
        key(table, "shard", "SHARD", SMALL_NUMBER);
        column(table, "reservedAt", "RESERVED_AT", TIME);
        column(table, "source", "SOURCE", TEXT);
        return show(cache, table);
    }

    static CacheConfiguration<SliceKey, SliceRow> slice(CacheConfiguration<SliceKey, SliceRow> cache) {
        QueryEntity table = table("SLICE", SliceKey.class, SliceRow.class);
        saleAndSku(table);
        key(table, "shard", "SHARD", SMALL_NUMBER);
        column(table, "available", "AVAILABLE", NUMBER);
        column(table, "held", "HELD", NUMBER);
        column(table, "sold", "SOLD", NUMBER);
        column(table, "received", "RECEIVED", NUMBER);
        column(table, "returned", "RETURNED", NUMBER);
        column(table, "marked", "MARKED", FLAG);
        return show(cache, table);
    }

    static CacheConfiguration<PoolKey, PoolRow> pool(CacheConfiguration<PoolKey, PoolRow> cache) {
        QueryEntity table = table("POOL", PoolKey.class, PoolRow.class);
        saleAndSku(table);
        key(table, "shard", "SHARD", SMALL_NUMBER);
        column(table, "initial", "INITIAL", NUMBER);
        column(table, "added", "ADDED", NUMBER);
        column(table, "withdrawn", "WITHDRAWN", NUMBER);
        column(table, "available", "AVAILABLE", NUMBER);
        column(table, "granted", "GRANTED", NUMBER);
        column(table, "takenBack", "TAKEN_BACK", NUMBER);
        column(table, "version", "VERSION", NUMBER);
        return show(cache, table);
    }

    static CacheConfiguration<Integer, ShardHeadRow> shardHead(CacheConfiguration<Integer, ShardHeadRow> cache) {
        QueryEntity table = new QueryEntity(Integer.class, ShardHeadRow.class).setTableName("SHARD_HEAD");
        numbered(table);
        column(table, "nextSeq", "NEXT_SEQ", NUMBER);
        column(table, "lastNow", "LAST_NOW", TIME);
        return show(cache, table);
    }

    static CacheConfiguration<Integer, ShardShippedRow> shardShipped(
            CacheConfiguration<Integer, ShardShippedRow> cache) {
        QueryEntity table = new QueryEntity(Integer.class, ShardShippedRow.class).setTableName("SHARD_SHIPPED");
        numbered(table);
        column(table, "shippedSeq", "SHIPPED_SEQ", NUMBER);
        column(table, "epoch", "EPOCH", NUMBER);
        return show(cache, table);
    }

    static CacheConfiguration<String, SaleRow> sale(CacheConfiguration<String, SaleRow> cache) {
        QueryEntity table = new QueryEntity(String.class, SaleRow.class).setTableName("SALE");
        table.addQueryField("saleId", TEXT, "SALE_ID").setKeyFieldName("saleId");
        column(table, "state", "STATE", TEXT);
        column(table, "opensAt", "OPENS_AT", TIME);
        column(table, "closesAt", "CLOSES_AT", TIME);
        column(table, "reservationRequired", "RESERVATION_REQUIRED", FLAG);
        column(table, "rule", "RULE", TEXT);
        column(table, "holdForMillis", "HOLD_FOR_MILLIS", NUMBER);
        column(table, "payForMillis", "PAY_FOR_MILLIS", NUMBER);
        column(table, "version", "VERSION", NUMBER);
        return show(cache, table);
    }

    static CacheConfiguration<ItemKey, ItemRow> item(CacheConfiguration<ItemKey, ItemRow> cache) {
        QueryEntity table = table("ITEM", ItemKey.class, ItemRow.class);
        saleAndSku(table);
        column(table, "position", "POSITION", SMALL_NUMBER);
        column(table, "priceMinor", "PRICE_MINOR", NUMBER);
        column(table, "currency", "CURRENCY", TEXT);
        column(table, "stock", "STOCK", NUMBER);
        column(table, "version", "VERSION", NUMBER);
        return show(cache, table);
    }

    static CacheConfiguration<ItemKey, ItemStateRow> itemState(CacheConfiguration<ItemKey, ItemStateRow> cache) {
        QueryEntity table = table("ITEM_STATE", ItemKey.class, ItemStateRow.class);
        saleAndSku(table);
        column(table, "soldOut", "SOLD_OUT", FLAG);
        column(table, "unitsLeft", "UNITS_LEFT", NUMBER);
        column(table, "poolVersion", "POOL_VERSION", NUMBER);
        column(table, "at", "READ_AT", TIME);
        return show(cache, table);
    }

    private static QueryEntity table(String name, Class<?> key, Class<?> row) {
        return new QueryEntity(key, row).setTableName(name).setKeyFields(new LinkedHashSet<>());
    }

    private static void saleAndSku(QueryEntity table) {
        key(table, "saleId", "SALE_ID", TEXT);
        key(table, "sku", "SKU", TEXT);
    }

    private static void numbered(QueryEntity table) {
        table.addQueryField("shard", SMALL_NUMBER, "SHARD").setKeyFieldName("shard");
    }

    private static void key(QueryEntity table, String field, String column, String type) {
        table.addQueryField(field, type, column);
        Set<String> keys = new LinkedHashSet<>(table.getKeyFields());
        keys.add(field);
        table.setKeyFields(keys);
    }

    private static void column(QueryEntity table, String field, String column, String type) {
        table.addQueryField(field, type, column);
    }

    private static <K, V> CacheConfiguration<K, V> show(CacheConfiguration<K, V> cache, QueryEntity table) {
        return cache.setSqlSchema(Caches.SQL_SCHEMA).setQueryEntities(Arrays.asList(table));
    }
}
