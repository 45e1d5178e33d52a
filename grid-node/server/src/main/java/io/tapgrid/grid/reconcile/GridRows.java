package io.tapgrid.grid.reconcile;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.grid.database.NamesJson;
import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemRow;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.PoolRow;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import io.tapgrid.gridapi.row.SaleRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.cache.Cache;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.client.ClientCache;
import org.apache.ignite.client.IgniteClient;
import org.jspecify.annotations.Nullable;

/** The grid's side, through a thin client: each shard is read from its own partition, from the primary. */
final class GridRows implements RowSource {
    private static final int ROWS_PER_CALL = 1_024;

    private final IgniteClient client;
    private final Shards shards;

    GridRows(IgniteClient client, Shards shards) {
        this.client = client;
        this.shards = shards;
    }

    @Override
    public void read(RowPage page, Consumer<ComparedRow> each) {
        switch (page.table()) {
            case SALE -> scan(Caches.SALE, page, GridRows::sale, each);
            case ITEM -> scan(Caches.ITEM, page, GridRows::item, each);
            case STOCK -> scan(Caches.POOL, page, GridRows::stock, each);
            case RESERVATION -> scan(Caches.RESERVATION, page, GridRows::reservation, each);
            case PURCHASE -> scan(Caches.PURCHASE, page, GridRows::purchase, each);
        }
    }

    @Override
    public Optional<ComparedRow> find(ComparedTable table, String key) {
        String[] parts = key.split("~", -1);
        return switch (table) {
            case SALE -> get(Caches.SALE, key, GridRows::sale);
            case ITEM -> get(Caches.ITEM, new ItemKey(parts[0], parts[1]), GridRows::item);
            case STOCK -> get(Caches.POOL, poolKey(parts[0], parts[1]), GridRows::stock);
            case RESERVATION -> get(Caches.RESERVATION, reservationKey(parts), GridRows::reservation);
            case PURCHASE ->
                PurchaseId.parse(key)
                        .flatMap(id ->
                                get(Caches.PURCHASE, new PurchaseKey(shards.of(id.uid()), key), GridRows::purchase));
        };
    }

    /** How many rows of the table lie on primaries. */
    long count(ComparedTable table) {
        return switch (table) {
            case RESERVATION -> cache(Caches.RESERVATION).size();
            case PURCHASE -> cache(Caches.PURCHASE).size();
            case SALE, ITEM, STOCK -> 0;
        };
    }

    private <K, V> void scan(
            CacheName<K, V> name, RowPage page, BiFunction<K, V, ComparedRow> show, Consumer<ComparedRow> each) {
        ScanQuery<K, V> query = new ScanQuery<>();
        query.setPageSize(ROWS_PER_CALL);
        if (page.table().isByShard()) {
            query.setPartition(page.shard());
        }
        try (QueryCursor<Cache.Entry<K, V>> rows = cache(name).query(query)) {
            for (Cache.Entry<K, V> row : rows) {
                ComparedRow shown = show.apply(row.getKey(), row.getValue());
                if (page.contains(shown.key())) {
                    each.accept(shown);
                }
            }
        }
    }

    private <K, V> Optional<ComparedRow> get(CacheName<K, V> name, K key, BiFunction<K, V, ComparedRow> show) {
        return Optional.ofNullable(cache(name).get(key)).map(row -> show.apply(key, row));
    }

    private <K, V> ClientCache<K, V> cache(CacheName<K, V> name) {
        return client.cache(name.name());
    }

    private PoolKey poolKey(String saleId, String sku) {
        return new PoolKey(shards.ofPool(new SaleId(saleId), new Sku(sku)), saleId, sku);
    }

    private ReservationKey reservationKey(String[] parts) {
        return new ReservationKey(shards.of(new Uid(parts[2])), parts[0], parts[1], parts[2]);
    }

    private static ComparedRow sale(String key, SaleRow row) {
        return new ComparedRow(key)
                .with("names", NamesJson.write(row.names))
                .with("state", row.state)
                .with("opens_at", row.opensAt.toInstant())
                .with("closes_at", row.closesAt.toInstant())
                .with("reservation_required", row.reservationRequired)
                .with("rule", row.rule)
                .with("hold_millis", row.holdForMillis)
                .with("pay_millis", row.payForMillis)
                .with("version", row.version);
    }

    private static ComparedRow item(ItemKey key, ItemRow row) {
        return new ComparedRow(ComparedRow.key(key.saleId, key.sku))
                .with("position", row.position)
                .with("names", NamesJson.write(row.names))
                .with("price_minor", row.priceMinor)
                .with("currency", row.currency)
                .with("stock", row.stock)
                .with("version", row.version);
    }

    private static ComparedRow stock(PoolKey key, PoolRow row) {
        return new ComparedRow(ComparedRow.key(key.saleId, key.sku))
                .with("initial", row.initial)
                .with("added", row.added)
                .with("withdrawn", row.withdrawn);
    }

    private static ComparedRow reservation(ReservationKey key, ReservationRow row) {
        return new ComparedRow(ComparedRow.key(key.saleId, key.sku, key.uid))
                .with("reserved_at", row.reservedAt.toInstant())
                .with("source", row.source);
    }

    private static ComparedRow purchase(PurchaseKey key, PurchaseRow row) {
        return new ComparedRow(key.purchaseId)
                .with("sku", row.sku)
                .with("state", row.state)
                .with("release_reason", row.releaseReason)
                .with("request_key", row.requestKey)
                .with("cart_key", row.cartKey)
                .with("cancel_key", row.cancelKey)
                .with("version", row.version)
                .with("decided_at", row.decidedAt.toInstant())
                .with("hold_expires_at", row.holdExpiresAt.toInstant())
                .with("pay_by", instantOrNull(row.payBy))
                .with("changed_at", row.changedAt.toInstant())
                .with("payment_id", row.paymentId)
                .with("paid_minor", row.amountMinor)
                .with("paid_currency", row.currency)
                .with("sale_id", row.saleId)
                .with("uid", row.uid);
    }

    private static @Nullable Instant instantOrNull(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
