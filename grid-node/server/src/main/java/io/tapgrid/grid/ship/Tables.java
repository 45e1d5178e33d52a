package io.tapgrid.grid.ship;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.grid.database.NamesJson;
import io.tapgrid.grid.database.SqlTime;
import io.tapgrid.grid.journal.EventCodec;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The tables the shipper writes. Rows that change carry a version, and an older one never replaces a newer; the version
 * is assigned last, because MySQL evaluates assignments from left to right. {@code VALUES(x)} is the one form that both
 * MySQL and MariaDB understand.
 */
final class Tables {
    static final Table<Sale> SALE = new Table<>(
            "sale",
            "INSERT INTO sale (sale_id, names, state, opens_at, closes_at, reservation_required, rule, hold_millis,"
                    + " pay_millis, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
                    + newer("names", "state", "opens_at", "closes_at", "reservation_required", "rule", "hold_millis")
                    + newer("pay_millis")
                    + "version = GREATEST(version, VALUES(version))",
            Tables::bindSale,
            sale -> sale.id().value());

    static final Table<Item> ITEM = new Table<>(
            "item",
            "INSERT INTO item (sale_id, sku, position, names, price_minor, currency, stock, version)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
                    + newer("position", "names", "price_minor", "currency", "stock")
                    + "version = GREATEST(version, VALUES(version))",
            Tables::bindItem,
            item -> item.saleId() + "~" + item.sku());

    /** Never changes once it is there, like a reservation: writing it again does nothing. */
    static final Table<StockChange> STOCK_CHANGE = new Table<>(
            "stock_change",
            "INSERT INTO stock_change (sale_id, sku, kind, change_key, units, reason, changed_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE units = units",
            Tables::bindStockChange,
            StockChange::name);

    static final Table<Reservation> RESERVATION = new Table<>(
            "reservation",
            "INSERT INTO reservation (shard, sale_id, sku, uid, reserved_at, source) VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON DUPLICATE KEY UPDATE source = source",
            Tables::bindReservation,
            row -> row.saleId() + "~" + row.sku() + "~" + row.uid());

    static final Table<Purchase> PURCHASE = new Table<>(
            "purchase",
            "INSERT INTO purchase (shard, sale_id, uid, no, purchase_id, sku, state, release_reason, request_key,"
                    + " cart_key, cancel_key, version, decided_at, hold_expires_at, pay_by, changed_at, payment_id,"
                    + " paid_minor, paid_currency)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
                    + newer("sku", "state", "release_reason", "request_key", "cart_key", "cancel_key", "decided_at")
                    + newer("hold_expires_at", "pay_by", "changed_at", "payment_id", "paid_minor", "paid_currency")
                    + "version = GREATEST(version, VALUES(version))",
            Tables::bindPurchase,
            row -> row.id().value());

    /** Plain: a number that is taken already is an error, and somebody looks at what is there. */
    static final Table<LedgerLine> LEDGER = new Table<>(
            "ledger",
            "INSERT INTO ledger (shard, seq, idx, kind, happened_at, sale_id, sku, uid, purchase_id, units,"
                    + " content_hash, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            Tables::bindLedger,
            LedgerLine::kind);

    private Tables() {}

    private static String newer(String... columns) {
        StringBuilder sql = new StringBuilder();
        for (String column : columns) {
            sql.append(column)
                    .append(" = IF(VALUES(version) > version, VALUES(")
                    .append(column);
            sql.append("), ").append(column).append("), ");
        }
        return sql.toString();
    }

    private static void bindSale(PreparedStatement sql, PendingRow<Sale> pending) throws SQLException {
        Sale row = pending.row();
        sql.setString(1, row.id().value());
        sql.setString(2, NamesJson.write(row.names()));
        sql.setString(3, row.state().name());
        sql.setObject(4, SqlTime.of(row.opensAt()));
        sql.setObject(5, SqlTime.of(row.closesAt()));
        sql.setBoolean(6, row.reservationRequired());
        sql.setString(7, row.rule().text());
        sql.setLong(8, row.holdFor().toMillis());
        sql.setLong(9, row.payFor().toMillis());
        sql.setLong(10, row.version());
    }

    private static void bindItem(PreparedStatement sql, PendingRow<Item> pending) throws SQLException {
        Item row = pending.row();
        sql.setString(1, row.saleId().value());
        sql.setString(2, row.sku().value());
        sql.setInt(3, row.position());
        sql.setString(4, NamesJson.write(row.names()));
        sql.setLong(5, row.priceMinor());
        sql.setString(6, row.currency());
        sql.setLong(7, row.stock());
        sql.setLong(8, row.version());
    }

    private static void bindStockChange(PreparedStatement sql, PendingRow<StockChange> pending) throws SQLException {
        StockChange row = pending.row();
        sql.setString(1, row.saleId().value());
        sql.setString(2, row.sku().value());
        sql.setString(3, row.kind().name());
        sql.setString(4, row.key());
        sql.setLong(5, row.units());
        sql.setString(6, row.reason());
        sql.setObject(7, SqlTime.of(row.at()));
    }

    private static void bindReservation(PreparedStatement sql, PendingRow<Reservation> pending) throws SQLException {
        Reservation row = pending.row();
        sql.setInt(1, pending.place().shard());
        sql.setString(2, row.saleId().value());
        sql.setString(3, row.sku().value());
        sql.setString(4, row.uid().value());
        sql.setObject(5, SqlTime.of(row.reservedAt()));
        sql.setString(6, row.source().name());
    }

    private static void bindPurchase(PreparedStatement sql, PendingRow<Purchase> pending) throws SQLException {
        Purchase row = pending.row();
        Payment payment = row.payment();
        sql.setInt(1, pending.place().shard());
        sql.setString(2, row.id().saleId().value());
        sql.setString(3, row.id().uid().value());
        sql.setInt(4, row.id().no());
        sql.setString(5, row.id().value());
        sql.setString(6, row.sku().value());
        sql.setString(7, row.state().name());
        sql.setString(8, textOrNull(row.releaseReason()));
        sql.setString(9, textOrNull(row.requestKey()));
        sql.setString(10, textOrNull(row.cartKey()));
        sql.setString(11, textOrNull(row.cancelKey()));
        sql.setInt(12, row.version());
        sql.setObject(13, SqlTime.of(row.decidedAt()));
        sql.setObject(14, SqlTime.of(row.holdExpiresAt()));
        sql.setObject(15, SqlTime.ofNullable(row.payBy()));
        sql.setObject(16, SqlTime.of(row.changedAt()));
        sql.setString(17, payment == null ? null : payment.paymentId());
        sql.setObject(18, payment == null ? null : payment.amountMinor());
        sql.setString(19, payment == null ? null : payment.currency());
    }

    private static void bindLedger(PreparedStatement sql, PendingRow<LedgerLine> pending) throws SQLException {
        LedgerLine line = pending.row();
        EventPlace place = pending.place();
        Sku sku = line.sku();
        Uid uid = line.uid();
        PurchaseId purchaseId = line.purchaseId();
        sql.setInt(1, place.shard());
        sql.setLong(2, place.seq());
        sql.setInt(3, place.index());
        sql.setString(4, line.kind());
        sql.setObject(5, SqlTime.of(place.at()));
        sql.setString(6, line.saleId().value());
        sql.setString(7, sku == null ? null : sku.value());
        sql.setString(8, uid == null ? null : uid.value());
        sql.setString(9, purchaseId == null ? null : purchaseId.value());
        sql.setObject(10, line.units());
        sql.setBytes(11, EventCodec.hash(place.at(), place.logged().bytes()));
        sql.setBytes(12, place.logged().bytes());
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
