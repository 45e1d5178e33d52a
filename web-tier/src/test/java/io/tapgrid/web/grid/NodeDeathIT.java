package io.tapgrid.web.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.ItemStock;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.wire.AdminAnswer;
import io.tapgrid.gridapi.wire.AdminCall;
import io.tapgrid.gridapi.wire.AdminQuestion;
import io.tapgrid.testkit.ForkedCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cache.query.ScanQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three grid processes with one backup, and shoppers who remember what they were told. Whatever dies: everything acknowledged is there, nobody
 * has two, and the units add up.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NodeDeathIT {
    private static final Shards SHARDS = new Shards(8);
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");
    private static final int HOTTEST = 3;
    private static final int UNITS = 1_500;
    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ForkedCluster cluster;
    private Ignite client;
    private IgniteSaleGrid grid;

    @BeforeEach
    void three_nodes_sell(@TempDir Path folder) {
        cluster = ForkedCluster.start(3, SHARDS, folder, Map.of());
        client = cluster.client("web");
        grid = IgniteSaleGrid.remote(client, SHARDS, Clock.systemUTC());
        open();
    }

    @AfterEach
    void stop() {
        grid.close();
        cluster.close();
    }

    @Test
    void the_primary_of_the_hottest_shard_is_killed_in_the_middle_of_the_sale() {
        try (RememberingCrowd crowd = new RememberingCrowd(grid, SALE, PHONE, AT_ONCE)) {
            CompletableFuture<Void> sale = crowd.send(shoppers(0, UNITS + 300));
            await("a third is sold", () -> crowd.told().size() > UNITS / 3);

            int primary = primaryOf(HOTTEST);
            cluster.kill(primary);

            sale.orTimeout(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS).join();
            assertEverythingToldIsThere(crowd);
            assertThat(crowd.told()).as("all units are sold: %s", crowd).hasSize(UNITS);
            cluster.startAll();
            assertEverythingToldIsThere(crowd);
        }
    }

    @Test
    void all_processes_are_killed_at_once_and_started_again() {
        try (RememberingCrowd crowd = new RememberingCrowd(grid, SALE, PHONE, AT_ONCE)) {
            CompletableFuture<Void> sale = crowd.send(shoppers(0, UNITS + 300));
            await("a third is sold", () -> crowd.told().size() > UNITS / 3);

            cluster.kill(1, 2, 3);
            cluster.startAll();

            sale.orTimeout(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS).join();
            assertThat(crowd.told()).as("all units are sold: %s", crowd).hasSize(UNITS);
            assertEverythingToldIsThere(crowd);
        }
    }

    @Test
    void two_of_three_are_killed_with_sales_between_the_two() {
        RememberingCrowd first = new RememberingCrowd(grid, SALE, PHONE, AT_ONCE);
        first.send(shoppers(0, 300)).join();
        cluster.kill(1);
        RememberingCrowd between = new RememberingCrowd(grid, SALE, PHONE, AT_ONCE);
        between.send(shoppers(1_000, 300)).join();
        assertThat(between.told()).as("two of three sell: %s", between).hasSize(300);
        cluster.kill(2);

        // What is left of the grid has lost shards: it ends, to start again with all copies on the table.
        RememberingCrowd waiting = new RememberingCrowd(grid, SALE, PHONE, AT_ONCE);
        CompletableFuture<Void> sale = waiting.send(shoppers(2_000, 200));
        assertThat(cluster.awaitEnd(3)).as("exit code").isNotIn(0, 2);
        await("commands are turned away", () -> waiting.notTaken(Reason.DEGRADED) > AT_ONCE);

        // A majority is back, but not the node with the sales in between: the one that died first must not speak for
        // it.
        cluster.launch(1);
        cluster.launch(3);
        cluster.awaitJoined(1, client);
        cluster.awaitJoined(3, client);
        int turnedAway = waiting.notTaken(Reason.DEGRADED);
        await("commands are still turned away", () -> waiting.notTaken(Reason.DEGRADED) > turnedAway + AT_ONCE);
        assertThat(waiting.told()).isEmpty();

        cluster.startAll();
        sale.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(waiting.told()).as("all shards sell again: %s", waiting).hasSize(200);
        List.of(first, between, waiting).forEach(this::assertEverythingToldIsThere);
    }

    @Test
    void a_node_that_froze_comes_back_without_what_only_it_knows() {
        try (RememberingCrowd crowd = new RememberingCrowd(grid, SALE, PHONE, AT_ONCE)) {
            CompletableFuture<Void> sale = crowd.send(shoppers(0, UNITS + 300));
            await("a third is sold", () -> crowd.told().size() > UNITS / 3);
            int primary = primaryOf(HOTTEST);

            cluster.freeze(primary);
            await(
                    "the others go on without it",
                    () -> ForkedCluster.servers(client).size() == 2);
            int sold = crowd.told().size();
            await("the others sell", () -> crowd.told().size() > sold + 100 || sale.isDone());
            cluster.thaw(primary);

            assertThat(cluster.awaitEnd(primary)).as("exit code").isNotIn(0, 2);
            cluster.startAll();
            sale.orTimeout(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS).join();
            assertThat(crowd.told()).as("all units are sold: %s", crowd).hasSize(UNITS);
            assertThat(cluster.log(primary)).content().contains("comes back empty");
            assertEverythingToldIsThere(crowd);
        }
    }

    private void open() {
        Instant now = Instant.now();
        Sale sale = new Sale(
                SALE,
                Map.of("en", "Phone day"),
                now.plusSeconds(3),
                now.plusSeconds(3_600),
                false,
                Rule.ONE_PER_ITEM,
                Duration.ofHours(1),
                Duration.ofHours(1),
                SaleState.DRAFT,
                1);
        Item item = new Item(SALE, PHONE, 0, Map.of("en", "Phone X"), 100, "CNY", UNITS, 1);
        assertThat(AdminAnswer.readSaved(ask(AdminQuestion.save(sale, List.of(item), "test"))))
                .isInstanceOf(Saved.Done.class);
        assertThat(AdminAnswer.readApplied(ask(AdminQuestion.move(SALE, Move.SCHEDULE, Optional.empty(), "test"))))
                .isInstanceOf(Applied.Done.class);
        await(
                "the sale is open",
                () -> grid.board()
                        .flatMap(board -> board.sale(SALE))
                        .filter(card -> card.sale().state() == SaleState.OPEN)
                        .isPresent());
    }

    private byte[] ask(byte[] question) {
        return client.compute(client.cluster().forServers())
                .withExecutor(AdminCall.EXECUTOR)
                .call(new AdminCall(question));
    }

    /** Half of them belong to the hottest shard. */
    private static List<Uid> shoppers(int first, int count) {
        List<Uid> hot = new ArrayList<>();
        List<Uid> others = new ArrayList<>();
        for (int number = first * 100; hot.size() + others.size() < count; number++) {
            Uid uid = new Uid("u" + number);
            List<Uid> line = SHARDS.of(uid) == HOTTEST ? hot : others;
            if (line.size() < (count + 1) / 2) {
                line.add(uid);
            }
        }
        List<Uid> mixed = new ArrayList<>();
        IntStream.range(0, Math.max(hot.size(), others.size())).forEach(i -> {
            if (i < hot.size()) {
                mixed.add(hot.get(i));
            }
            if (i < others.size()) {
                mixed.add(others.get(i));
            }
        });
        return mixed;
    }

    private int primaryOf(int shard) {
        Object node = client.affinity(Caches.SHARD_HEAD.name())
                .mapPartitionToNode(shard)
                .consistentId();
        return Integer.parseInt(node.toString().substring("node-".length()));
    }

    /** Compares what shoppers were told with every row the grid has. */
    private void assertEverythingToldIsThere(RememberingCrowd crowd) {
        Map<String, List<PurchaseRow>> rows = allPurchases();
        crowd.told()
                .forEach((uid, purchase) -> assertThat(rows.getOrDefault(uid.value(), List.of()))
                        .as("purchases of %s, who was told of %s", uid, purchase)
                        .singleElement()
                        .satisfies(row -> assertThat(row.requestKey).isEqualTo("key-of-" + uid.value()))
                        .satisfies(row -> assertThat(row.decidedAt.toInstant()).isEqualTo(purchase.decidedAt())));
        assertThat(rows.values())
                .as("nobody has two")
                .allSatisfy(mine -> assertThat(mine).hasSize(1));
        ItemStock stock = settledStock();
        assertThat(stock.holds()).as("the law holds: %s", stock).isTrue();
        assertThat(stock.held()).as("units held and rows").isEqualTo(rows.size());
    }

    private Map<String, List<PurchaseRow>> allPurchases() {
        Map<String, List<PurchaseRow>> rows = new HashMap<>();
        Caches.PURCHASE
                .of(client)
                .query(new ScanQuery<PurchaseKey, PurchaseRow>())
                .forEach(entry -> rows.computeIfAbsent(entry.getValue().uid, uid -> new ArrayList<>())
                        .add(entry.getValue()));
        return rows;
    }

    private ItemStock settledStock() {
        List<ItemStock> seen = new ArrayList<>();
        await("the stock settles, last seen " + seen, () -> {
            seen.clear();
            try {
                seen.addAll(AdminAnswer.readConservation(ask(AdminQuestion.conservation(SALE))));
            } catch (IgniteException | io.tapgrid.gridapi.GridUnavailableException changing) {
                return false;
            }
            return seen.get(0).settled();
        });
        return seen.get(0);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
