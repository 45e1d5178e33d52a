package io.tapgrid.grid.ship;

import static io.tapgrid.grid.ship.Story.NOON;
import static io.tapgrid.grid.ship.Story.PHONE;
import static io.tapgrid.grid.ship.Story.SALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.grid.database.Migrations;
import io.tapgrid.grid.journal.EventCodec;
import io.tapgrid.grid.restore.ColdStart;
import io.tapgrid.grid.restore.ColdStartRefusedException;
import io.tapgrid.grid.restore.LossAcceptance;
import io.tapgrid.grid.restore.StopRecord;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemRow;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.PoolRow;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SaleRow;
import io.tapgrid.gridapi.row.SliceRow;
import io.tapgrid.testkit.database.DatabaseKind;
import io.tapgrid.testkit.database.DatabaseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an empty grid makes of a MySQL with rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ColdStartContract {
    private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(3_600), ZoneOffset.UTC);
    private static final Shards SHARDS = new Shards(4);
    private static final int SALE_SHARD = SHARDS.of(SALE);
    private static final int POOL_SHARD = SHARDS.ofPool(SALE, PHONE);

    private final DatabaseKind kind;
    private DatabaseServer server;
    private HikariDataSource database;
    private Rows rows;
    private InMemoryJournal journal;

    ColdStartContract(DatabaseKind kind) {
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
    }

    @AfterEach
    void closePool() {
        database.close();
    }

    @Test
    void an_empty_database_is_a_first_start() throws Exception {
        MemorySink sink = new MemorySink();
        assertThat(coldStart().fill(sink)).isFalse();
        assertThat(sink.isEmpty()).isTrue();
    }

    @Test
    void after_a_drained_stop_everything_is_restored() throws Exception {
        aSaleOfTen();
        shipAll();
        recordStop();
        MemorySink sink = new MemorySink();
        assertThat(coldStart().fill(sink)).isTrue();

        SaleRow sale = Objects.requireNonNull(sink.rows(Caches.SALE).get(SALE.value()));
        assertThat(RowMapping.sale(SALE.value(), sale)).isEqualTo(saleOf(Story.sale(SaleState.OPEN, 5)));
        ItemRow item = Objects.requireNonNull(sink.rows(Caches.ITEM).get(RowMapping.itemKey(SALE, PHONE)));
        assertThat(new Event.ItemChanged(RowMapping.item(RowMapping.itemKey(SALE, PHONE), item)))
                .isEqualTo(Story.item());
        assertThat(sink.rows(Caches.RESERVATION)).hasSize(1);
        sink.rows(Caches.RESERVATION)
                .forEach((key, row) -> assertThat(new Event.ReservationMade(RowMapping.reservation(key, row)))
                        .isEqualTo(Story.reserved("u1")));
        assertThat(purchase(sink, "u1").state).isEqualTo("PAID");
        assertThat(purchase(sink, "u1").paymentId).isEqualTo("pay-u1");
        assertThat(purchase(sink, "u1").deadline).isNull();
        assertThat(purchase(sink, "u2").state).isEqualTo("RELEASED");
        assertThat(purchase(sink, "u2").requestKey).isEqualTo("key-of-u2");
        assertThat(purchase(sink, "u2").cartKey).isEqualTo("cart-u2");
        assertThat(purchase(sink, "u2").cancelKey).isEqualTo("cancel-u2");
        assertThat(purchase(sink, "u3").cartKey).isNull();
        assertThat(purchase(sink, "u3").deadline).isEqualTo(RowMapping.time(NOON.plusSeconds(300)));
        assertThat(purchase(sink, "u4").deadline).isEqualTo(RowMapping.time(NOON.plusSeconds(901)));
        assertThat(sink.rows(Caches.JOURNAL)).isEmpty();
        assertThat(sink.rows(Caches.AUDIT).values()).singleElement().returns("restore", row -> row.action);
    }

    @Test
    void slices_hold_what_was_bought_and_the_pool_all_the_rest() throws Exception {
        aSaleOfTen();
        shipAll();
        recordStop();
        MemorySink sink = new MemorySink();
        coldStart().fill(sink);

        long held = 0;
        long sold = 0;
        for (SliceRow slice : sink.rows(Caches.SLICE).values()) {
            assertThat(slice.available).isZero();
            assertThat(slice.received - slice.returned).isEqualTo(slice.held + slice.sold);
            assertThat(slice.marked).isFalse();
            held += slice.held;
            sold += slice.sold;
        }
        assertThat(held).isEqualTo(2);
        assertThat(sold).isEqualTo(1);
        PoolRow pool = Objects.requireNonNull(sink.rows(Caches.POOL).get(RowMapping.poolKey(POOL_SHARD, SALE, PHONE)));
        assertThat(List.of(pool.initial, pool.added, pool.withdrawn, pool.available, pool.granted))
                .containsExactly(10L, 5L, 2L, 10L, 3L);
        assertThat(pool.marked).isEmpty();
        assertThat(pool.version).as("3 events of the pool, and one more").isEqualTo(4);
        assertThat(Objects.requireNonNull(sink.rows(Caches.ITEM_STATE).get(new ItemKey(SALE.value(), PHONE.value())))
                        .soldOut)
                .isFalse();
        assertThat(sink.rows(Caches.POOL_ADJUSTMENT).values().stream()
                        .map(row -> row.delta + "/" + row.added + "/" + row.withdrawn))
                .containsExactly("5/5/0", "-2/5/2");
    }

    @Test
    void each_shard_goes_on_with_the_number_and_the_time_where_it_was() throws Exception {
        aSaleOfTen();
        shipAll();
        recordStop();
        MemorySink sink = new MemorySink();
        coldStart().fill(sink);

        assertThat(sink.rows(Caches.SHARD_HEAD)).hasSize(SHARDS.count());
        for (int shard = 0; shard < SHARDS.count(); shard++) {
            long nextSeq = watermark(shard);
            assertThat(Objects.requireNonNull(sink.rows(Caches.SHARD_HEAD).get(shard)).nextSeq)
                    .isEqualTo(nextSeq);
            assertThat(Objects.requireNonNull(sink.rows(Caches.SHARD_SHIPPED).get(shard)).shippedSeq)
                    .isEqualTo(nextSeq - 1);
        }
        int shard = SHARDS.of(new Uid("u1"));
        assertThat(Objects.requireNonNull(sink.rows(Caches.SHARD_HEAD).get(shard)).lastNow)
                .isAfterOrEqualTo(RowMapping.time(NOON));
        assertThat(Objects.requireNonNull(sink.rows(Caches.SHARD_SHIPPED).get(shard)).epoch)
                .isEqualTo(1);
    }

    @Test
    void a_restore_erases_the_record_so_that_it_is_good_for_one_start() throws Exception {
        aSaleOfTen();
        shipAll();
        recordStop();
        coldStart().fill(new MemorySink());
        MemorySink second = new MemorySink();
        assertThatThrownBy(() -> coldStart().fill(second)).isInstanceOf(ColdStartRefusedException.class);
        assertThat(second.isEmpty()).isTrue();
    }

    @Test
    void without_a_drained_stop_it_refuses_and_names_the_way_out() throws Exception {
        aSaleOfTen();
        shipAll();
        MemorySink sink = new MemorySink();
        assertThatThrownBy(() -> coldStart().fill(sink))
                .isInstanceOf(ColdStartRefusedException.class)
                .hasMessageContaining("the last stop was not a drained one")
                .hasMessageContaining("./tapgrid restore --accept-loss")
                .hasMessageContaining("PAUSED");
        assertThat(sink.isEmpty()).isTrue();
    }

    @Test
    void where_entries_are_missing_it_says_how_many() throws Exception {
        aSaleOfTen();
        shipAll();
        recordStop();
        rows.execute("UPDATE shard_stop SET next_seq = next_seq + 7 WHERE shard = 2");
        assertThatThrownBy(() -> coldStart().fill(new MemorySink()))
                .isInstanceOf(ColdStartRefusedException.class)
                .hasMessageContaining("shard 2: 7 entries of its journal are missing");
    }

    @Test
    void what_the_database_has_refused_is_missing_too() throws Exception {
        aSaleOfTen();
        shipAll();
        recordStop();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO dead_letter (shard, seq, idx, table_name, row_key, sql_state, error_code,"
                    + " reason, happened_at, noted_at, payload) VALUES (0, 1, 0, 'purchase', 'P~0~u1', '22001', 1406,"
                    + " 'too long', NOW(6), NOW(6), 'payload')");
            connection.commit();
        }

        assertThatThrownBy(() -> coldStart().fill(new MemorySink()))
                .isInstanceOf(ColdStartRefusedException.class)
                .hasMessageContaining("1 rows were refused by the database");
    }

    @Test
    void what_was_shipped_after_the_record_makes_it_worthless() throws Exception {
        aSaleOfTen();
        shipAll();
        recordStop();
        journal.append(1, NOON, Story.held("later"));
        shipAll();
        assertThatThrownBy(() -> coldStart().fill(new MemorySink()))
                .isInstanceOf(ColdStartRefusedException.class)
                .hasMessageContaining("shard 1 went on after the last drained stop");
    }

    @Test
    void the_sales_of_a_cluster_with_other_shards_are_refused() throws Exception {
        aSaleOfTen();
        shipAll();
        recordStop();
        for (int shards : new int[] {2, 8}) {
            ColdStart other = new ColdStart(database, new Shards(shards), CLOCK);
            assertThatThrownBy(() -> other.fill(new MemorySink()))
                    .isInstanceOf(ColdStartRefusedException.class)
                    .hasMessageContaining("shards; this one has " + shards);
        }
    }

    @Test
    void where_the_loss_is_accepted_sales_are_restored_paused_and_mysql_hears_of_it() throws Exception {
        aSaleOfTen();
        shipAll();
        LossAcceptance.give(database, NOON);
        MemorySink sink = new MemorySink();
        assertThat(coldStart().fill(sink)).isTrue();

        SaleRow sale = Objects.requireNonNull(sink.rows(Caches.SALE).get(SALE.value()));
        assertThat(sale.state).isEqualTo("PAUSED");
        assertThat(sale.version).isEqualTo(6);
        long seq = watermark(SALE_SHARD);
        byte[] entry = Objects.requireNonNull(sink.rows(Caches.JOURNAL).get(new JournalKey(SALE_SHARD, seq))).payload;
        assertThat(EventCodec.decode(entry).events())
                .extracting(logged -> saleOf(logged.event()).state())
                .containsExactly(SaleState.PAUSED);
        assertThat(Objects.requireNonNull(sink.rows(Caches.SHARD_HEAD).get(SALE_SHARD)).nextSeq)
                .isEqualTo(seq + 1);
        assertThat(rows.count("loss_acceptance")).isZero();
    }

    @Test
    void units_that_were_sold_although_their_adding_was_lost_are_added_again() throws Exception {
        journal.append(POOL_SHARD, NOON, new Event.PoolPlaced(SALE, PHONE, 1));
        hold("u1");
        hold("u2");
        hold("u3");
        shipAll();
        LossAcceptance.give(database, NOON);
        MemorySink sink = new MemorySink();
        coldStart().fill(sink);

        assertThat(unitsOfPool(sink)).containsExactly(1L, 2L, 0L, 3L);
        assertThat(journaled(sink)).containsExactly("StockAdjusted");
    }

    @Test
    void an_item_whose_stock_was_not_shipped_any_more_has_what_it_was_given_first() throws Exception {
        journal.append(SALE_SHARD, NOON, Story.sale(SaleState.OPEN, 5), Story.item());
        hold("u1");
        shipAll();
        LossAcceptance.give(database, NOON);
        MemorySink sink = new MemorySink();
        coldStart().fill(sink);

        assertThat(unitsOfPool(sink)).containsExactly(1_000L, 0L, 999L, 1L);
        assertThat(journaled(sink)).contains("PoolPlaced").doesNotContain("StockAdjusted");
    }

    /** Ten units, five more, two less; u1 has paid, u2 has cancelled, u3 holds, u4 has one in the cart. */
    private void aSaleOfTen() {
        journal.append(SALE_SHARD, NOON, Story.sale(SaleState.OPEN, 5), Story.item());
        journal.append(POOL_SHARD, NOON, new Event.PoolPlaced(SALE, PHONE, 10));
        journal.append(POOL_SHARD, NOON.plusSeconds(1), new Event.StockAdjusted(SALE, PHONE, 5, "found", "a"));
        journal.append(POOL_SHARD, NOON.plusSeconds(2), new Event.StockAdjusted(SALE, PHONE, -2, "damaged", "b"));
        journal.append(SHARDS.of(new Uid("u1")), NOON, Story.reserved("u1"), Story.held("u1"), Story.paid("u1"));
        journal.append(SHARDS.of(new Uid("u2")), NOON, Story.held("u2"), Story.cancelled("u2"));
        hold("u3");
        journal.append(SHARDS.of(new Uid("u4")), NOON, Story.held("u4"), Story.carted("u4"));
    }

    private void hold(String uid) {
        journal.append(SHARDS.of(new Uid(uid)), NOON, Story.held(uid));
    }

    private void shipAll() {
        Shipper shipper = new Shipper(journal.node(), database, new RecordedMetrics(), CLOCK);
        for (int round = 0; round < 10 && journal.unshipped() > 0; round++) {
            shipper.round();
        }
        assertThat(journal.unshipped()).isZero();
    }

    private void recordStop() throws Exception {
        Map<Integer, Long> heads = new HashMap<>();
        for (int shard = 0; shard < SHARDS.count(); shard++) {
            heads.put(shard, watermark(shard));
        }
        StopRecord.write(database, heads, NOON);
    }

    private long watermark(int shard) throws Exception {
        List<String> found = rows.query("SELECT next_seq FROM shipped WHERE shard = " + shard);
        return found.isEmpty() ? 1 : Long.parseLong(found.get(0));
    }

    private ColdStart coldStart() {
        return new ColdStart(database, SHARDS, CLOCK);
    }

    private static Sale saleOf(Event event) {
        return ((Event.SaleChanged) event).sale();
    }

    private static PurchaseRow purchase(MemorySink sink, String uid) {
        return Objects.requireNonNull(sink.rows(Caches.PURCHASE)
                .get(RowMapping.key(SHARDS.of(new Uid(uid)), Story.purchase(uid).id())));
    }

    /** Initial, added, available, granted. */
    private static List<Long> unitsOfPool(MemorySink sink) {
        PoolRow pool = Objects.requireNonNull(sink.rows(Caches.POOL).get(RowMapping.poolKey(POOL_SHARD, SALE, PHONE)));
        return List.of(pool.initial, pool.added, pool.available, pool.granted);
    }

    private static List<String> journaled(MemorySink sink) {
        return sink.rows(Caches.JOURNAL).values().stream()
                .flatMap(row -> EventCodec.decode(row.payload).events().stream())
                .map(logged -> logged.event().getClass().getSimpleName())
                .toList();
    }
}
