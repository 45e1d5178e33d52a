package io.tapgrid.grid.reconcile;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Uid;
import io.tapgrid.grid.database.SqlTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** MySQL's side. Rows are streamed from the wire; each reading sees what is committed at its time. */
final class MySqlRows implements RowSource {
    private static final String SALE = "SELECT sale_id, names, state, opens_at, closes_at, reservation_required, rule,"
            + " hold_millis, pay_millis, version FROM sale";
    private static final String ITEM =
            "SELECT sale_id, sku, position, names, price_minor, currency, stock, version FROM item";
    private static final String STOCK = "SELECT sale_id, sku, SUM(IF(kind = 'PLACED', units, 0)),"
            + " SUM(IF(kind = 'ADJUSTED' AND units > 0, units, 0)),"
            + " -SUM(IF(kind = 'ADJUSTED' AND units < 0, units, 0)) FROM stock_change";
    private static final String BY_ITEM = " GROUP BY sale_id, sku";
    private static final String RESERVATION = "SELECT sale_id, sku, uid, reserved_at, source FROM reservation";
    private static final String PURCHASE = "SELECT purchase_id, sku, state, release_reason, request_key, cart_key,"
            + " cancel_key, version, decided_at, hold_expires_at, pay_by, changed_at, payment_id, paid_minor, paid_currency,"
            + " sale_id, uid FROM purchase";

    private final Connection connection;
    private final Shards shards;

    /** @param connection with autocommit, so that no reading is stuck in an old snapshot */
    MySqlRows(Connection connection, Shards shards) {
        this.connection = connection;
        this.shards = shards;
    }

    @Override
    public void read(RowPage page, Consumer<ComparedRow> each) {
        Consumer<ComparedRow> ifInPage = row -> {
            if (page.contains(row.key())) {
                each.accept(row);
            }
        };
        switch (page.table()) {
            case SALE -> query(SALE, List.of(), MySqlRows::sale, ifInPage);
            case ITEM -> query(ITEM, List.of(), MySqlRows::item, ifInPage);
            case STOCK -> query(STOCK + BY_ITEM, List.of(), MySqlRows::stock, ifInPage);
            case RESERVATION ->
                query(RESERVATION + " WHERE shard = ?", List.of(page.shard()), MySqlRows::reservation, ifInPage);
            case PURCHASE -> query(PURCHASE + " WHERE shard = ?", List.of(page.shard()), MySqlRows::purchase, ifInPage);
        }
    }

    @Override
    public Optional<ComparedRow> find(ComparedTable table, String key) {
        String[] parts = key.split("~", -1);
        List<ComparedRow> found = new ArrayList<>();
        switch (table) {
            case SALE -> query(SALE + " WHERE sale_id = ?", List.of(key), MySqlRows::sale, found::add);
            case ITEM ->
                query(
                        ITEM + " WHERE sale_id = ? AND sku = ?",
                        List.of(parts[0], parts[1]),
                        MySqlRows::item,
                        found::add);
            case STOCK ->
                query(
                        STOCK + " WHERE sale_id = ? AND sku = ?" + BY_ITEM,
                        List.of(parts[0], parts[1]),
                        MySqlRows::stock,
                        found::add);
            case RESERVATION ->
                query(
                        RESERVATION + " WHERE shard = ? AND sale_id = ? AND sku = ? AND uid = ?",
                        List.of(shards.of(new Uid(parts[2])), parts[0], parts[1], parts[2]),
                        MySqlRows::reservation,
                        found::add);
            case PURCHASE ->
                PurchaseId.parse(key)
                        .ifPresent(id -> query(
                                PURCHASE + " WHERE shard = ? AND sale_id = ? AND uid = ? AND no = ?",
                                List.of(
                                        shards.of(id.uid()),
                                        id.saleId().value(),
                                        id.uid().value(),
                                        id.no()),
                                MySqlRows::purchase,
                                found::add));
        }
        return found.stream().findFirst();
    }

    /** Shows the row a result set stands at. */
    @FunctionalInterface
    private interface Showing {
        ComparedRow show(ResultSet row) throws SQLException;
    }

    private void query(String sql, List<?> parameters, Showing showing, Consumer<ComparedRow> each) {
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Connector/J's word for row by row.
            statement.setFetchSize(Integer.MIN_VALUE);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.accept(showing.show(rows));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("MySQL cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static ComparedRow sale(ResultSet row) throws SQLException {
        return new ComparedRow(row.getString(1))
                .with("names", row.getString(2))
                .with("state", row.getString(3))
                .with("opens_at", time(row, 4))
                .with("closes_at", time(row, 5))
                .with("reservation_required", row.getBoolean(6))
                .with("rule", row.getString(7))
                .with("hold_millis", row.getLong(8))
                .with("pay_millis", row.getLong(9))
                .with("version", row.getLong(10));
    }

    private static ComparedRow item(ResultSet row) throws SQLException {
        return new ComparedRow(ComparedRow.key(row.getString(1), row.getString(2)))
                .with("position", row.getInt(3))
                .with("names", row.getString(4))
                .with("price_minor", row.getLong(5))
                .with("currency", row.getString(6))
                .with("stock", row.getLong(7))
                .with("version", row.getLong(8));
    }

    private static ComparedRow stock(ResultSet row) throws SQLException {
        return new ComparedRow(ComparedRow.key(row.getString(1), row.getString(2)))
                .with("initial", row.getLong(3))
                .with("added", row.getLong(4))
                .with("withdrawn", row.getLong(5));
    }

    private static ComparedRow reservation(ResultSet row) throws SQLException {
        return new ComparedRow(ComparedRow.key(row.getString(1), row.getString(2), row.getString(3)))
                .with("reserved_at", time(row, 4))
                .with("source", row.getString(5));
    }

    private static ComparedRow purchase(ResultSet row) throws SQLException {
        return new ComparedRow(row.getString(1))
                .with("sku", row.getString(2))
                .with("state", row.getString(3))
                .with("release_reason", row.getString(4))
                .with("request_key", row.getString(5))
                .with("cart_key", row.getString(6))
                .with("cancel_key", row.getString(7))
                .with("version", row.getInt(8))
                .with("decided_at", time(row, 9))
                .with("hold_expires_at", time(row, 10))
                .with("pay_by", time(row, 11))
                .with("changed_at", time(row, 12))
                .with("payment_id", row.getString(13))
                .with("paid_minor", row.getObject(14, Long.class))
                .with("paid_currency", row.getString(15))
                .with("sale_id", row.getString(16))
                .with("uid", row.getString(17));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        return SqlTime.instantOrNull(row.getObject(column, LocalDateTime.class));
    }
}
