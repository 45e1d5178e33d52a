package io.tapgrid.grid.restore;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.grid.database.NamesJson;
import io.tapgrid.grid.database.SqlTime;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemRow;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import io.tapgrid.gridapi.row.RowMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How each table of MySQL is read as a cache of the grid. */
final class RestoredRows {
    static final Query<ItemKey, ItemRow> ITEM = new Query<>(
            "SELECT sale_id, sku, position, names, price_minor, currency, stock, version FROM item",
            row -> new ItemKey(row.getString(1), row.getString(2)),
            RestoredRows::item);

    static final Query<ReservationKey, ReservationRow> RESERVATION = new Query<>(
            "SELECT shard, sale_id, sku, uid, reserved_at, source FROM reservation ORDER BY shard, sale_id, sku, uid",
            row -> new ReservationKey(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)),
            row -> new ReservationRow(time(row, 5), row.getString(6)));

    static final Query<PurchaseKey, PurchaseRow> PURCHASE = new Query<>(
            "SELECT shard, purchase_id, sale_id, uid, sku, state, release_reason, request_key, cart_key, cancel_key, version,"
                    + " decided_at, hold_expires_at, pay_by, changed_at, payment_id, paid_minor, paid_currency FROM purchase"
                    + " ORDER BY shard, sale_id, uid, no",
            row -> new PurchaseKey(row.getInt(1), row.getString(2)),
            RestoredRows::purchase);

    private RestoredRows() {}

    /** Reads something of the row a result set stands at. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A table as rows of a cache. */
    record Query<K, V>(String sql, Reading<K> key, Reading<V> row) {}

    static List<Sale> sales(Connection connection) throws SQLException {
        List<Sale> sales = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT sale_id, names, opens_at, closes_at, reservation_required, rule, hold_millis, pay_millis,"
                                + " state, version FROM sale");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                sales.add(new Sale(
                        new SaleId(row.getString(1)),
                        NamesJson.read(row.getString(2)),
                        instant(row, 3),
                        instant(row, 4),
                        row.getBoolean(5),
                        Rule.parse(row.getString(6)),
                        Duration.ofMillis(row.getLong(7)),
                        Duration.ofMillis(row.getLong(8)),
                        SaleState.valueOf(row.getString(9)),
                        row.getLong(10)));
            }
        }
        return sales;
    }

    private static ItemRow item(ResultSet row) throws SQLException {
        return new ItemRow(
                row.getInt(3),
                new TreeMap<>(NamesJson.read(row.getString(4))),
                row.getLong(5),
                row.getString(6),
                row.getLong(7),
                row.getLong(8));
    }

    private static PurchaseRow purchase(ResultSet row) throws SQLException {
        Timestamp holdExpiresAt = time(row, 13);
        Timestamp payBy = timeOrNull(row, 14);
        String state = row.getString(6);
        Timestamp deadline = switch (state) {
            case "HELD" -> holdExpiresAt;
            case "CARTED" -> payBy;
            default -> null;
        };
        return new PurchaseRow(
                row.getString(3),
                row.getString(4),
                row.getString(5),
                state,
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getInt(11),
                time(row, 12),
                holdExpiresAt,
                payBy,
                time(row, 15),
                deadline,
                row.getString(16),
                row.getObject(17, Long.class),
                row.getString(18));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return SqlTime.instant(row.getObject(column, LocalDateTime.class));
    }

    private static Timestamp time(ResultSet row, int column) throws SQLException {
        return RowMapping.time(instant(row, column));
    }

    private static @Nullable Timestamp timeOrNull(ResultSet row, int column) throws SQLException {
        Instant time = SqlTime.instantOrNull(row.getObject(column, LocalDateTime.class));
        return time == null ? null : RowMapping.time(time);
    }
}
