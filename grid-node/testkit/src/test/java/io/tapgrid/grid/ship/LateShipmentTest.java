package io.tapgrid.grid.ship;

import static io.tapgrid.grid.ship.Story.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.grid.database.Migrations;
import io.tapgrid.testkit.database.DatabaseKind;
import io.tapgrid.testkit.database.DatabaseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Entries from a disk of a grid that is no more, on their way to MySQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateShipmentTest {
    private static final int SHARD = 1;

    private final DatabaseServer server;
    private HikariDataSource database;
    private Rows rows;

    LateShipmentTest() throws Exception {
        server = DatabaseServer.start(DatabaseKind.MARIADB);
        database = server.newDatabase().open();
        rows = new Rows(database);
        database.close();
    }

    @BeforeEach
    void emptyDatabase() throws Exception {
        database = server.newDatabase().open();
        Migrations.migrate(database);
        rows = new Rows(database);
    }

    @AfterEach
    void closePool() {
        database.close();
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void what_the_shipper_did_not_come_to_is_brought_and_what_it_did_is_only_compared() throws Exception {
        InMemoryJournal journal = aShopperIsShippedAndAnotherWaits();
        List<JournalEntry> onDisk = List.of(entry(1, Story.held("u1")), waiting(journal));

        assertThat(ship(onDisk).entries()).isEqualTo(1);
        assertThat(rows.query("SELECT uid FROM purchase ORDER BY uid")).containsExactly("u1", "u2");
        assertThat(rows.query("SELECT next_seq FROM shipped")).containsExactly("3");

        assertThat(ship(onDisk).entries()).as("the second time").isZero();
        assertThat(rows.count("ledger")).isEqualTo(2);
    }

    @Test
    void a_shipper_that_should_be_alive_is_shut_out() throws Exception {
        InMemoryJournal journal = aShopperIsShippedAndAnotherWaits();
        ship(List.of(waiting(journal)));

        assertThat(rows.query("SELECT epoch FROM shipped")).containsExactly("2");
    }

    @Test
    void another_history_than_that_of_mysql_is_refused_as_a_whole() throws Exception {
        aShopperIsShippedAndAnotherWaits();
        List<JournalEntry> other = List.of(entry(1, Story.held("somebody-else")), entry(2, Story.held("u3")));

        assertThatThrownBy(() -> ship(other)).isInstanceOf(HistoryConflictException.class);
        assertThat(rows.query("SELECT uid FROM purchase")).containsExactly("u1");
    }

    @Test
    void terms_that_are_newer_on_the_disk_replace_those_of_mysql_and_older_ones_do_not() throws Exception {
        terms(sale(SaleState.OPEN, 5));
        terms(sale(SaleState.PAUSED, 6));
        terms(sale(SaleState.OPEN, 5));

        assertThat(rows.query("SELECT state, version FROM sale")).containsExactly("PAUSED 6");
        assertThat(rows.query("SELECT sku FROM item")).containsExactly("PHONE-X");
        assertThat(rows.count("ledger")).isZero();
    }

    private InMemoryJournal aShopperIsShippedAndAnotherWaits() {
        InMemoryJournal journal = new InMemoryJournal();
        journal.append(SHARD, NOON, Story.held("u1"));
        new Shipper(journal.node(), database, new RecordedMetrics(), Clock.fixed(NOON, ZoneOffset.UTC)).round();
        assertThat(journal.unshipped()).isZero();
        journal.append(SHARD, NOON, Story.held("u2"));
        return journal;
    }

    private static JournalEntry waiting(InMemoryJournal journal) {
        return journal.node().oldest(SHARD, 1, 1).get(0);
    }

    private static JournalEntry entry(long seq, Event event) {
        InMemoryJournal journal = new InMemoryJournal();
        journal.append(SHARD, NOON, event);
        return new JournalEntry(SHARD, seq, waiting(journal).payload());
    }

    private LateShipment.Brought ship(List<JournalEntry> entries) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new LateShipment(connection, NOON).ship(SHARD, entries);
        }
    }

    private void terms(Sale sale) throws SQLException {
        Item item = ((Event.ItemChanged) Story.item()).item();
        try (Connection connection = database.getConnection()) {
            new LateShipment(connection, NOON).terms(List.of(sale), List.of(item));
        }
    }

    private static Sale sale(SaleState state, long version) {
        return ((Event.SaleChanged) Story.sale(state, version)).sale();
    }
}
