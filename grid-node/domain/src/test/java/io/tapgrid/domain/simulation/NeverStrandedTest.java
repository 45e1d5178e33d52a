package io.tapgrid.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.ShardCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** While demand lasts every unit is sold, wherever it lies and wherever the demand is. */
final class NeverStrandedTest {
    private static final SaleId SALE = new SaleId("DAY");
    private static final Sku PHONE = new Sku("PHONE");
    private static final Instant OPENS = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void seven_units_over_sixty_four_shards_find_seven_shoppers() {
        SimWorld world = world(64, 7);
        for (int number = 0; number < 100; number++) {
            ask(world, new Uid("u" + number));
        }

        assertThat(world.wins).isEqualTo(7);
        assertThat(world.pool(PHONE).isSoldOut()).isTrue();
    }

    @Test
    void seven_units_find_seven_shoppers_of_a_single_shard() {
        SimWorld world = world(64, 7);
        ofShard(world, 9, 20);

        assertThat(world.wins).isEqualTo(7);
    }

    @Test
    void five_thousand_units_are_all_sold_to_uneven_demand_with_few_moves_of_stock() {
        SimWorld world = world(64, 5_000);
        Random random = new Random(7);
        for (int number = 0; number < 60_000 && world.wins < 5_000; number++) {
            Uid uid = new Uid("u" + number);
            boolean hot = world.sharding.of(uid) < 8;
            if (hot || random.nextInt(40) == 0) {
                ask(world, uid);
            }
        }

        assertThat(world.wins).isEqualTo(5_000);
        assertThat(world.pool(PHONE).version()).as("moves of stock").isLessThan(2_000);
        world.checkLaws();
        world.compareWithReplay();
    }

    private static SimWorld world(int shards, long units) {
        Sale sale = new Sale(
                SALE,
                Map.of("en", "Day"),
                OPENS,
                OPENS.plusSeconds(60),
                false,
                Rule.ONE_PER_ITEM,
                Duration.ofHours(1),
                Duration.ofHours(1),
                SaleState.OPEN,
                1);
        Item item = new Item(SALE, PHONE, 0, Map.of("en", "Phone"), 1, "CNY", units, 1);
        SimWorld world = new SimWorld(new Kernel(), new Shards(shards), sale, List.of(item), OPENS, new long[] {0});
        world.shards.forEach(it -> world.warmUp(it, PHONE));
        return world;
    }

    private static void ofShard(SimWorld world, int shard, int shoppers) {
        for (int number = 0, found = 0; found < shoppers; number++) {
            Uid uid = new Uid("u" + number);
            if (world.sharding.of(uid) == shard) {
                ask(world, uid);
                found++;
            }
        }
    }

    /** As the grid does it: a dry pool asks the marked shards to give back what their queues leave. */
    private static void ask(SimWorld world, Uid uid) {
        SimShard shard = world.shards.get(world.sharding.of(uid));
        world.send(new ShardCommand.Grab(SALE, PHONE, uid, new RequestKey("k")));
        world.run(shard, 1);
        if (!shard.parked.isEmpty()) {
            if (world.pool(PHONE).available() == 0) {
                world.collect(PHONE);
            }
            world.refill(shard, PHONE);
            world.flag(shard, PHONE);
            world.run(shard, 1);
        }
        assertThat(shard.parked).as("whoever asks is answered").isEmpty();
    }
}
