package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.cancel;
import static io.tapgrid.testkit.Fixtures.cart;
import static io.tapgrid.testkit.Fixtures.grab;
import static io.tapgrid.testkit.Fixtures.item;
import static io.tapgrid.testkit.Fixtures.key;
import static io.tapgrid.testkit.Fixtures.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.grid.GridNode;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.BoardDoor;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Adjusted;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.ItemStock;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.RowMapping;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Stock through the real grid, on any number of nodes: every unit is sold, none twice, and what comes back is sold again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StockClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String ACTOR = "test";

    private final int nodes;
    private final Shards shards;
    private GridCluster cluster;
    private ClusterShoppers shoppers;
    private int sales;

    StockClusterTest(int nodes, int shards) {
        this.nodes = nodes;
        this.shards = new Shards(shards);
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = GridCluster.start(nodes, folder, CLOCK, Map.of("cluster.shards", Integer.toString(shards.count())));
        shoppers = new ClusterShoppers(cluster, shards, CLOCK);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void never_stranded_seven_units_find_seven_shoppers_over_all_shards() {
        SaleId sale = open(7, Duration.ofMinutes(5));

        List<Outcome> outcomes = grabAll(sale, 0, 200);

        assertThat(wins(outcomes)).hasSize(7);
        assertThat(outcomes.stream().filter(it -> it.equals(new Outcome.Refused(Reason.SOLD_OUT))))
                .hasSize(193);
        assertThat(settled(sale)).matches(it -> it.held() == 7 && it.pool() == 0 && it.available() == 0);
    }

    @Test
    void five_thousand_units_sell_to_the_last_one_though_a_few_shards_ask_for_most() {
        SaleId sale = open(5_000, Duration.ofMinutes(5));
        List<Uid> hot = ofShards(4, 4_000);
        List<Uid> cold = ofShards(shards.count(), 2_500);
        long transfersBefore = transfers();

        List<Outcome> outcomes = new ArrayList<>(all(sale, hot));
        outcomes.addAll(all(sale, cold));

        assertThat(wins(outcomes)).hasSize(5_000);
        assertThat(settled(sale)).matches(it -> it.held() == 5_000 && it.pool() == 0 && it.available() == 0);
        assertThat(transfers() - transfersBefore).as("transfers").isLessThan(1_000);
    }

    @Test
    void a_sold_out_item_says_so_on_every_node_within_a_second_though_nobody_asks_any_more() {
        SaleId sale = open(20, Duration.ofMinutes(5));

        assertThat(wins(grabAll(sale, 0, 20))).hasSize(20);
        await("every board says sold out", () -> boards(sale).allMatch(ItemCard::soldOut));
        Instant seenAt = CLOCK.instant();

        assertThat(Duration.between(decidedAt(sale), seenAt)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_unit_that_is_given_back_lifts_the_flag_and_is_won_from_another_shard() {
        SaleId sale = open(1, Duration.ofMinutes(5));
        Purchase won = wins(grabAll(sale, 0, 1)).get(0);
        await("sold out", () -> boards(sale).allMatch(ItemCard::soldOut));

        join(shoppers.decide(cancel(won.id())));
        long givenBackAt = System.nanoTime();

        await("not sold out", () -> boards(sale).noneMatch(ItemCard::soldOut));
        assertThat(Duration.ofNanos(System.nanoTime() - givenBackAt))
                .as("gathered for at most half a second, and a transaction on a machine that does much else")
                .isLessThan(Duration.ofSeconds(2));
        Uid elsewhere = IntStream.range(1_000, 2_000)
                .mapToObj(Fixtures::shopper)
                .filter(it -> shards.of(it) != shards.of(won.id().uid()))
                .findFirst()
                .orElseThrow();
        assertThat(join(shoppers.decide(grab(sale, PHONE, elsewhere, "k")))).isInstanceOf(Outcome.Won.class);
    }

    @Test
    void holds_that_lapse_are_sold_again_to_shoppers_of_other_shards() {
        SaleId sale = open(40, Duration.ofSeconds(1));
        List<Uid> first = ofShards(2, 40);
        assertThat(wins(all(sale, first))).hasSize(40);
        await(
                "the holds lapse and the units, gathered for a moment, come back to the pool",
                () -> reading(sale).pool() == 40);
        List<Uid> others = IntStream.range(50_000, 60_000)
                .mapToObj(Fixtures::shopper)
                .filter(it -> shards.of(it) >= 2)
                .limit(40)
                .toList();

        assertThat(wins(all(sale, others))).hasSize(40);
    }

    @Test
    void a_withdrawal_takes_all_or_nothing_from_wherever_the_units_are() {
        SaleId sale = open(1_000, Duration.ofMinutes(5));
        assertThat(wins(grabAll(sale, 0, 100))).hasSize(100);

        assertThat(adjust(sale, -901, "too-much")).isInstanceOf(Adjusted.Refused.class);
        assertThat(settled(sale)).matches(it -> it.withdrawn() == 0 && it.pool() + it.available() == 900);
        assertThat(adjust(sale, -900, "all")).isInstanceOf(Adjusted.Done.class);

        assertThat(settled(sale)).matches(it -> it.withdrawn() == 900 && it.pool() + it.available() == 0);
        assertThat(adjust(sale, -900, "all")).isInstanceOf(Adjusted.Done.class);
        assertThat(settled(sale)).matches(it -> it.withdrawn() == 900);
        await("sold out", () -> boards(sale).allMatch(ItemCard::soldOut));
    }

    @Test
    void units_in_carts_are_counted_over_all_shards_and_nodes() {
        SaleId sale = open(100, Duration.ofMinutes(5));
        List<Purchase> won = wins(grabAll(sale, 0, 100));

        join(all(won.stream().limit(70).map(it -> shoppers.decide(cart(it.id(), "c")))));

        assertThat(settled(sale)).matches(it -> it.carted() == 70 && it.held() == 30);
    }

    @Test
    void never_oversold_the_law_holds_at_every_settled_reading_while_units_move() {
        SaleId sale = open(300, Duration.ofMinutes(5));
        int settled = 0;
        for (int round = 0; round < 8; round++) {
            CompletableFuture<List<Outcome>> grabs = start(sale, 100_000 + 400 * round, 400);
            adjust(sale, round % 2 == 0 ? 10 : -10, "round-" + round);
            ItemStock reading = reading(sale);
            if (reading.settled()) {
                settled++;
                assertThat(reading.holds()).as("%s", reading).isTrue();
            }
            List<Purchase> won = wins(join(grabs));
            join(all(won.stream().limit(won.size() / 2).map(it -> shoppers.decide(cancel(it.id())))));
        }
        assertThat(settled).isGreaterThan(3);
        assertThat(settled(sale)).matches(ItemStock::holds);
    }

    @Test
    void after_a_pause_was_answered_nothing_is_won() {
        SaleId sale = open(100_000, Duration.ofMinutes(5));
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int number = 0; number < 3_000; number++) {
            answers.add(shoppers.decide(grab(sale, PHONE, shopper(number), "k")));
        }

        Applied paused = admin().move(sale, Move.PAUSE, ACTOR);
        Instant answeredAt = CLOCK.instant();
        for (int number = 3_000; number < 4_000; number++) {
            answers.add(shoppers.decide(grab(sale, PHONE, shopper(number), "k")));
        }

        assertThat(paused)
                .isInstanceOfSatisfying(
                        Applied.Done.class, it -> assertThat(it.pendingShards()).isEmpty());
        List<Outcome> outcomes = answers.stream().map(StockClusterTest::join).toList();
        assertThat(wins(outcomes)).isNotEmpty().allMatch(it -> it.decidedAt().isBefore(answeredAt));
        assertThat(outcomes.subList(3_000, 4_000)).containsOnly(new Outcome.Refused(Reason.PAUSED));
    }

    // ---- steps

    private SaleAdmin admin() {
        return cluster.anyNode().admin();
    }

    /** A sale that opens at once. */
    private SaleId open(long units, Duration holdFor) {
        SaleId id = new SaleId("SALE-" + sales++);
        Instant now = CLOCK.instant();
        Sale sale = new Sale(
                id,
                Map.of("en", "Phone day"),
                now,
                now.plus(Duration.ofHours(1)),
                false,
                Rule.ONE_PER_ITEM,
                holdFor,
                Duration.ofMinutes(15),
                SaleState.DRAFT,
                1);
        assertThat(admin().save(sale, List.of(item(id, PHONE, units)), ACTOR)).isInstanceOf(Saved.Done.class);
        assertThat(admin().move(id, Move.SCHEDULE, ACTOR)).isInstanceOf(Applied.Done.class);
        await(
                "the sale is open",
                () -> admin().board().sale(id).orElseThrow().sale().state() == SaleState.OPEN);
        return id;
    }

    private Adjusted adjust(SaleId sale, long delta, String key) {
        return admin().adjustStock(sale, PHONE, delta, "because", key(key), ACTOR);
    }

    private List<Outcome> grabAll(SaleId sale, int from, int count) {
        return join(start(sale, from, count));
    }

    private CompletableFuture<List<Outcome>> start(SaleId sale, int from, int count) {
        return startAll(
                sale,
                IntStream.range(from, from + count).mapToObj(Fixtures::shopper).toList());
    }

    private List<Outcome> all(SaleId sale, List<Uid> uids) {
        return join(startAll(sale, uids));
    }

    private CompletableFuture<List<Outcome>> startAll(SaleId sale, List<Uid> uids) {
        return all(uids.stream().map(uid -> shoppers.decide(grab(sale, PHONE, uid, "k"))));
    }

    private static CompletableFuture<List<Outcome>> all(Stream<CompletableFuture<Outcome>> started) {
        List<CompletableFuture<Outcome>> answers = started.toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(
                        nothing -> answers.stream().map(CompletableFuture::join).toList());
    }

    /** Shoppers of the first few shards only. */
    private List<Uid> ofShards(int few, int count) {
        return IntStream.iterate(200_000, it -> it + 1)
                .mapToObj(Fixtures::shopper)
                .filter(it -> shards.of(it) < few)
                .limit(count)
                .toList();
    }

    private static List<Purchase> wins(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Won.class::isInstance)
                .map(it -> ((Outcome.Won) it).purchase())
                .toList();
    }

    private Stream<ItemCard> boards(SaleId sale) {
        return cluster.nodes().stream().map(node -> card(node, sale).orElseThrow());
    }

    private static Optional<ItemCard> card(GridNode node, SaleId sale) {
        BoardDoor door = (BoardDoor) Objects.requireNonNull(
                node.ignite().cluster().nodeLocalMap().get(BoardDoor.KEY), "a node that serves has a board");
        return door.board().sale(sale).flatMap(it -> it.item(PHONE));
    }

    /** When the flag was decided, on the pool. */
    private Instant decidedAt(SaleId sale) {
        ItemKey key = RowMapping.itemKey(sale, PHONE);
        return Caches.ITEM_STATE.of(cluster.anyNode().ignite()).get(key).at.toInstant();
    }

    private long transfers() {
        return cluster.nodes().stream().mapToLong(it -> it.stock().transfers()).sum();
    }

    private ItemStock reading(SaleId sale) {
        return admin().conservation(sale).get(0);
    }

    private ItemStock settled(SaleId sale) {
        ItemStock reading = reading(sale);
        assertThat(reading).matches(ItemStock::settled, "settled").matches(ItemStock::holds, "holds");
        return reading;
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** Polls, with a bound: the background work of the grid has no other sign of being done. */
    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
