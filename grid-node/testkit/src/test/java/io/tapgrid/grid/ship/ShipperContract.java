package io.tapgrid.grid.ship;

import static io.tapgrid.grid.ship.Story.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.grid.database.Migrations;
import io.tapgrid.testkit.database.DatabaseKind;
import io.tapgrid.testkit.database.DatabaseServer;
import java.io.IOException;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the shipper promises, on every server it may meet. The rounds are run by the tests themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShipperContract {
    private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(10), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatabaseKind kind;
    private DatabaseServer server;
    private HikariDataSource database;
    private Rows rows;
    private InMemoryJournal journal;
    private RecordedMetrics metrics;

    ShipperContract(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void startServer() throws IOException {
        server = DatabaseServer.start(kind);
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void emptyDatabase() throws Exception {
        database = server.newDatabase().open();
        Migrations.migrate(database);
        rows = new Rows(database);
        journal = new InMemoryJournal();
        metrics = new RecordedMetrics();
    }

    @AfterEach
    void closePool() {
        database.close();
    }

    @Test
    void what_happened_in_the_grid_stands_in_the_tables() throws Exception {
        journal.append(0, NOON, Story.sale(SaleState.OPEN, 5), Story.item());
        journal.append(0, NOON, new Event.PoolPlaced(Story.SALE, Story.PHONE, 1_000));
        journal.append(0, NOON, new Event.StockAdjusted(Story.SALE, Story.PHONE, -3, "damaged", "adj-1"));
        journal.append(1, NOON, Story.reserved("u1"), Story.held("u1"), Story.carted("u1"), Story.paid("u1"));
        shipAll(shipper(journal.node()));

        assertThat(rows.query("SELECT sale_id, names, state, opens_at, rule, hold_millis, version FROM sale"))
                .containsExactly("PHONE-DAY {\"en\":\"Phone day\",\"zh\":\"手机日\"} OPEN 2026-12-01 12:00:00.000001"
                        + " ONE_PER_ITEM 300000 5");
        assertThat(rows.query("SELECT sku, price_minor, stock FROM item")).containsExactly("PHONE-X 199900 1000");
        assertThat(rows.query("SELECT kind, change_key, units FROM stock_change ORDER BY kind DESC"))
                .containsExactly("PLACED  1000", "ADJUSTED adj-1 -3");
        assertThat(rows.query("SELECT shard, sale_id, sku, uid, reserved_at, source FROM reservation"))
                .containsExactly("1 PHONE-DAY PHONE-X u1 2026-12-01 11:59:00.000001 SHOPPER");
        assertThat(rows.query("SELECT purchase_id, shard, sku, uid, state, release_reason, request_key, cart_key,"
                        + " cancel_key, version, decided_at, hold_expires_at, pay_by, changed_at, payment_id, paid_minor, paid_currency"
                        + " FROM purchase"))
                .containsExactly("PHONE-DAY~0~u1 1 PHONE-X u1 PAID - key-of-u1 cart-u1 - 3 2026-12-01 12:00:00.000001"
                        + " 2026-12-01 12:05:00.000001 2026-12-01 12:15:01.000001 2026-12-01 12:00:02.000001"
                        + " pay-u1 199900 CNY");
        assertThat(rows.query("SELECT shard, seq, idx, kind, purchase_id, units FROM ledger ORDER BY shard, seq, idx"))
                .containsExactly(
                        "0 1 0 SALE_CHANGED - -",
                        "0 1 1 ITEM_CHANGED - -",
                        "0 2 0 POOL_PLACED - 1000",
                        "0 3 0 STOCK_ADJUSTED - -3",
                        "1 1 0 RESERVATION_MADE - -",
                        "1 1 1 UNIT_HELD PHONE-DAY~0~u1 -",
                        "1 1 2 UNIT_CARTED PHONE-DAY~0~u1 -",
                        "1 1 3 UNIT_PAID PHONE-DAY~0~u1 -");
        assertThat(rows.query("SELECT shard, next_seq FROM shipped ORDER BY shard"))
                .containsExactly("0 4", "1 2");
        assertThat(journal.unshipped()).isZero();
    }

    @Test
    void an_older_row_never_replaces_a_newer_one() throws Exception {
        journal.append(0, NOON, Story.cancelled("u1"), Story.sale(SaleState.CLOSED, 9));
        shipAll(shipper(journal.node()));
        journal.append(0, NOON, Story.held("u1"), Story.sale(SaleState.OPEN, 5));
        shipAll(shipper(journal.node()));

        assertThat(rows.query("SELECT state, release_reason, cart_key, cancel_key, version FROM purchase"))
                .containsExactly("RELEASED CANCELLED cart-u1 cancel-u1 3");
        assertThat(rows.query("SELECT state, version FROM sale")).containsExactly("CLOSED 9");
    }

    @Test
    void a_backlog_of_thousands_goes_through_in_order_and_in_bounded_batches() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            int batch = i;
            journal.append(
                    i % 2,
                    NOON.plusMillis(i),
                    IntStream.range(0, 5)
                            .mapToObj(n -> Story.held("u" + batch + "-" + n))
                            .toArray(Event[]::new));
        }
        Shipper shipper = shipper(journal.node());
        shipper.round();
        assertThat(rows.count("purchase")).isEqualTo(2 * Shipper.ENTRIES_MAX * 5);
        shipAll(shipper);
        assertThat(rows.count("purchase")).isEqualTo(6_000);
        assertThat(rows.count("ledger")).isEqualTo(6_000);
        assertThat(metrics.events).isEqualTo(6_000);
        assertThat(rows.query("SELECT shard, MIN(seq), MAX(seq), COUNT(DISTINCT seq) FROM ledger GROUP BY shard"
                        + " ORDER BY shard"))
                .containsExactly("0 1 600 600", "1 1 600 600");
    }

    @Test
    void entries_that_were_committed_but_not_removed_are_shipped_again_without_effect() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        InMemoryJournal.Node dying = journal.node();
        dying.diesAfterCommit = true;
        shipper(dying).round();
        assertThat(rows.count("ledger")).isEqualTo(1);
        assertThat(journal.unshipped()).isEqualTo(1);

        journal.append(0, NOON, Story.carted("u1"));
        shipAll(shipper(journal.node()));
        assertThat(rows.query("SELECT seq, idx, kind FROM ledger ORDER BY seq"))
                .containsExactly("1 0 UNIT_HELD", "2 0 UNIT_CARTED");
        assertThat(rows.query("SELECT state, version FROM purchase")).containsExactly("CARTED 2");
        assertThat(metrics.conflicts).isEmpty();
    }

    @Test
    void a_node_without_a_majority_ships_nothing() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        InMemoryJournal.Node cutOff = journal.node();
        Shipper shipper = shipper(cutOff);
        shipAll(shipper);
        journal.append(0, NOON, Story.held("u2"));
        cutOff.hasMajority = false;

        for (int i = 0; i < 5; i++) {
            shipper.round();
        }
        assertThat(rows.query("SELECT uid FROM purchase")).containsExactly("u1");
        assertThat(journal.unshipped()).isEqualTo(1);
        cutOff.hasMajority = true;
        shipAll(shipper);
        assertThat(rows.query("SELECT uid FROM purchase ORDER BY uid")).containsExactly("u1", "u2");
    }

    @Test
    void an_old_primary_stops_when_another_has_claimed_its_shard() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        InMemoryJournal.Node old = journal.node();
        Shipper oldShipper = shipper(old);
        shipAll(oldShipper);
        journal.append(0, NOON, Story.held("u2"));
        Shipper newShipper = shipper(journal.node());
        shipAll(newShipper);
        assertThat(rows.query("SELECT epoch, next_seq FROM shipped")).containsExactly("2 3");

        journal.append(0, NOON, Story.held("u3"));
        assertThat(oldShipper.round()).isFalse();
        assertThat(rows.query("SELECT uid FROM purchase ORDER BY uid")).containsExactly("u1", "u2");
        shipAll(newShipper);
        assertThat(rows.query("SELECT uid FROM purchase ORDER BY uid")).containsExactly("u1", "u2", "u3");
        assertThat(rows.query("SELECT epoch, next_seq FROM shipped")).containsExactly("2 4");
    }

    @Test
    void mysql_itself_turns_away_an_epoch_that_is_behind() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        InMemoryJournal.Node node = journal.node();
        List<JournalEntry> entries = node.oldest(0, 10, 1_000);
        rows.execute("INSERT INTO shipped VALUES (0, 7, 1, NOW(6))");
        try (Connection connection = database.getConnection()) {
            ShipmentTransaction transaction = new ShipmentTransaction(connection, node, NOON);
            assertThatThrownBy(() -> transaction.ship(0, 6, entries)).isInstanceOf(StaleEpochException.class);
        }
        assertThat(rows.count("purchase")).isZero();
        assertThat(rows.query("SELECT epoch, next_seq FROM shipped")).containsExactly("7 1");
    }

    @Test
    void a_new_claim_is_higher_than_what_mysql_has_seen() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        rows.execute("INSERT INTO shipped VALUES (0, 7, 1, NOW(6))");
        shipAll(shipper(journal.node()));
        assertThat(rows.query("SELECT epoch, next_seq FROM shipped")).containsExactly("8 2");
    }

    @Test
    void a_row_that_does_not_fit_goes_to_the_dead_letters_and_the_rest_flows() throws Exception {
        rows.execute("ALTER TABLE purchase MODIFY request_key VARCHAR(9) NOT NULL");
        journal.append(0, NOON, Story.held("u1"), Story.held("too-long"), Story.heldWithoutKey("u2"), Story.held("u3"));
        journal.append(0, NOON, Story.carted("u1"));
        shipAll(shipper(journal.node()));

        assertThat(rows.query("SELECT uid, state FROM purchase ORDER BY uid")).containsExactly("u1 CARTED", "u3 HELD");
        assertThat(rows.query("SELECT shard, seq, idx, table_name, row_key, sql_state FROM dead_letter ORDER BY idx"))
                .containsExactly("0 1 1 purchase PHONE-DAY~0~too-long 22001", "0 1 2 purchase PHONE-DAY~0~u2 23000");
        assertThat(rows.query("SELECT reason FROM dead_letter WHERE idx = 1").get(0))
                .contains("request_key");
        assertThat(rows.count("ledger")).isEqualTo(5);
        assertThat(metrics.deadLetters).containsExactly("purchase", "purchase");
        assertThat(journal.unshipped()).isZero();
    }

    @Test
    void a_refused_ledger_line_is_shipped_again_without_a_conflict() throws Exception {
        rows.execute("ALTER TABLE ledger MODIFY kind VARCHAR(9) NOT NULL");
        journal.append(0, NOON, Story.held("u1"), Story.carted("u1"));
        InMemoryJournal.Node dying = journal.node();
        dying.diesAfterCommit = true;
        shipper(dying).round();
        shipAll(shipper(journal.node()));

        assertThat(rows.query("SELECT kind FROM ledger")).containsExactly("UNIT_HELD");
        assertThat(rows.query("SELECT seq, idx, table_name FROM dead_letter")).containsExactly("1 1 ledger");
        assertThat(rows.query("SELECT state FROM purchase")).containsExactly("CARTED");
        assertThat(metrics.conflicts).isEmpty();
    }

    @Test
    void an_error_that_is_not_the_rows_own_waits_and_drops_nothing() throws Exception {
        rows.execute("CREATE TRIGGER no_way BEFORE INSERT ON purchase FOR EACH ROW SIGNAL SQLSTATE '45000'");
        journal.append(0, NOON, Story.held("u1"));
        journal.append(1, NOON, Story.reserved("u2"));
        Shipper shipper = shipper(journal.node());
        until(() -> {
            shipper.round();
            return journal.unshipped(1) == 0 && !metrics.failures.isEmpty();
        });
        assertThat(journal.unshipped(0)).isEqualTo(1);
        assertThat(rows.count("dead_letter")).isZero();

        rows.execute("DROP TRIGGER no_way");
        shipAll(shipper);
        assertThat(rows.query("SELECT uid FROM purchase")).containsExactly("u1");
    }

    @Test
    void a_locked_watermark_is_waited_for() throws Exception {
        rows.execute("SET GLOBAL innodb_lock_wait_timeout = 1", "INSERT INTO shipped VALUES (0, 0, 1, NOW(6))");
        journal.append(0, NOON, Story.held("u1"));
        Shipper shipper = shipper(journal.node());
        try (Connection other = database.getConnection()) {
            other.createStatement().executeQuery("SELECT * FROM shipped WHERE shard = 0 FOR UPDATE");
            shipper.round();
            assertThat(metrics.failures).hasSize(1);
            assertThat(journal.unshipped()).isEqualTo(1);
            other.rollback();
        }
        shipAll(shipper);
        assertThat(rows.query("SELECT uid FROM purchase")).containsExactly("u1");
    }

    @Test
    void a_number_that_comes_again_with_another_content_is_an_alarm_and_stays() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        InMemoryJournal.Node dying = journal.node();
        dying.diesAfterCommit = true;
        shipper(dying).round();
        journal.replace(0, 1, NOON, Story.held("somebody-else"));
        journal.append(1, NOON, Story.held("u2"));

        Shipper shipper = shipper(journal.node());
        until(() -> {
            shipper.round();
            return journal.unshipped(1) == 0;
        });
        assertThat(metrics.conflicts).containsOnly(0);
        assertThat(journal.unshipped(0)).isEqualTo(1);
        assertThat(rows.query("SELECT uid FROM purchase ORDER BY uid")).containsExactly("u1", "u2");
    }

    @Test
    void a_ledger_line_that_is_there_under_a_new_number_is_an_alarm_unless_it_is_the_same() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        shipAll(shipper(journal.node()));
        rows.execute("UPDATE ledger SET seq = 2");
        journal.append(0, NOON, Story.held("u2"));
        Shipper shipper = shipper(journal.node());
        shipper.round();
        assertThat(metrics.conflicts).containsExactly(0);
        assertThat(rows.query("SELECT uid FROM purchase")).containsExactly("u1");
        assertThat(journal.unshipped(0)).isEqualTo(1);
    }

    @Test
    void a_gap_is_an_alarm_and_nothing_past_it_is_shipped() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        journal.leaveGap(0, 1);
        journal.append(0, NOON, Story.held("u2"));
        Shipper shipper = shipper(journal.node());
        shipper.round();
        assertThat(metrics.conflicts).containsExactly(0);
        assertThat(rows.count("purchase")).isZero();
        assertThat(journal.unshipped(0)).isEqualTo(2);
    }

    @Test
    void a_damaged_entry_stops_its_shard_alone() throws Exception {
        journal.append(0, NOON, Story.held("u1"));
        journal.append(1, NOON, Story.held("u2"));
        journal.damage(0, 1);
        Shipper shipper = shipper(journal.node());
        shipper.round();
        assertThat(metrics.conflicts).containsExactly(0);
        assertThat(rows.query("SELECT uid FROM purchase")).containsExactly("u2");
        assertThat(journal.unshipped(0)).isEqualTo(1);
    }

    @Test
    void what_is_shipped_after_a_drained_stop_erases_its_record() throws Exception {
        rows.execute("INSERT INTO shard_stop VALUES (0, 1, NOW(6))", "INSERT INTO shard_stop VALUES (1, 1, NOW(6))");
        journal.append(0, NOON, Story.held("u1"));
        shipAll(shipper(journal.node()));
        assertThat(rows.query("SELECT shard FROM shard_stop")).containsExactly("1");
    }

    @Test
    void a_server_that_is_killed_in_the_middle_loses_nothing_and_keeps_the_order() throws Exception {
        try (Shipper shipper = shipper(journal.node())) {
            journal.append(0, NOON, Story.held("first"));
            shipper.start();
            until(() -> journal.unshipped() == 0);
            Thread writer = new Thread(this::writeForAWhile, "writer");
            writer.start();
            until(() -> metrics.entries > 50);
            server.kill();
            until(() -> !metrics.failures.isEmpty());
            server.restart();
            writer.join();
            until(() -> journal.unshipped() == 0);
        }
        assertThat(rows.query("SELECT COUNT(*), SUM(state = 'CARTED') FROM purchase"))
                .containsExactly("1001 1000");
        assertThat(rows.query("SELECT MIN(seq), MAX(seq), COUNT(*), COUNT(DISTINCT seq) FROM ledger"))
                .containsExactly("1 2001 2001 2001");
        assertThat(rows.count("dead_letter")).isZero();
        assertThat(metrics.conflicts).isEmpty();
    }

    private void writeForAWhile() {
        for (int i = 0; i < 1_000; i++) {
            journal.append(0, NOON.plusMillis(i), Story.held("u" + i));
            journal.append(0, NOON.plusMillis(i), Story.carted("u" + i));
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Shipper shipper(InMemoryJournal.Node node) {
        return new Shipper(node, database, metrics, CLOCK);
    }

    private void shipAll(Shipper shipper) {
        until(() -> {
            shipper.round();
            return journal.unshipped() == 0;
        });
    }

    private static void until(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting").isBefore(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
