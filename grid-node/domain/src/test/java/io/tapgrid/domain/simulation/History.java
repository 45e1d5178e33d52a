package io.tapgrid.domain.simulation;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.OperatorRules;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.domain.simulation.NaiveModel.Bought;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One random history of one sale in one small cluster, the whole of it drawn from one seed. */
final class History {
    private static final SaleId SALE = new SaleId("DAY");
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final int[] SHARD_COUNTS = {1, 2, 4, 8, 8, 16, 64};
    private static final long PRICE = 500;

    private final Random random;
    private final SimWorld world;
    private final List<Sku> skus;
    private final List<Uid> shoppers = new ArrayList<>();
    private final List<ShardCommand.Grab> grabs = new ArrayList<>();
    private final List<ShardCommand> sent = new ArrayList<>();
    private int keys;
    private int steps;

    History(long seed, Kernel kernel) {
        random = new Random(seed);
        boolean glutton = chance(4);
        Shards sharding = new Shards(glutton ? 1 : SHARD_COUNTS[random.nextInt(SHARD_COUNTS.length)]);
        List<Item> items = items();
        skus = items.stream().map(Item::sku).toList();
        world = new SimWorld(kernel, sharding, sale(glutton), items, NOON, clocks());
        int count = glutton ? 1 : 2 + random.nextInt(40);
        for (int number = 0; number < count; number++) {
            shoppers.add(new Uid("u" + number));
        }
    }

    private Sale sale(boolean glutton) {
        Instant opensAt = NOON.plusMillis(random.nextInt(chance(40) ? 90_000 : 20_000));
        return new Sale(
                SALE,
                Map.of("en", "Day"),
                opensAt,
                opensAt.plusSeconds(chance(15) ? 20 + random.nextInt(60) : 3_600),
                !glutton && chance(30),
                glutton ? Rule.UNLIMITED : rule(),
                Duration.ofMillis(2_000 + random.nextInt(15_000)),
                Duration.ofMillis(2_000 + random.nextInt(20_000)),
                chance(10) ? SaleState.DRAFT : SaleState.SCHEDULED,
                1);
    }

    private Rule rule() {
        return switch (random.nextInt(4)) {
            case 0 -> Rule.UNLIMITED;
            case 1 -> Rule.ONE_ITEM_PER_SALE;
            case 2 -> Rule.ONE_PER_ITEM;
            default -> Rule.perItem(2 + random.nextInt(3));
        };
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int position = 0; position < count; position++) {
            long stock = chance(15) ? random.nextInt(300) : random.nextInt(25);
            Sku sku = new Sku("ITEM-" + position);
            items.add(new Item(SALE, sku, position, Map.of("en", sku.value()), PRICE, "CNY", stock, 1));
        }
        return items;
    }

    /** Three nodes whose clocks are off by up to 250 ms, the most that is tolerated. */
    private long[] clocks() {
        return random.longs(3, -250_000, 250_001).toArray();
    }

    /** Runs up to {@code limit} steps and then drains; returns the steps taken. Throws {@link LawBroken}. */
    int run(int limit) {
        int length = Math.min(limit, 200 + random.nextInt(1_200));
        while (steps < length && !isOverForGood()) {
            steps++;
            step();
            world.checkLaws();
        }
        new Drain(world, random).run();
        world.compareWithReplay();
        return steps;
    }

    /** A closed sale answers little; now and then a history goes on with it nevertheless. */
    private boolean isOverForGood() {
        return world.sale().state() == SaleState.CLOSED && chance(4);
    }

    int steps() {
        return steps;
    }

    /** How many answers of each kind were given. */
    Map<String, Long> answers() {
        return world.answers;
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 32) {
            shop();
        } else if (dice < 64) {
            runShard();
        } else if (dice < 73) {
            moveStock();
        } else if (dice < 78) {
            sweep();
        } else if (dice < 82) {
            skus.forEach(sku -> world.flag(any(world.shards), sku));
        } else if (dice < 88) {
            world.walk();
        } else if (dice < 97) {
            passTime();
        } else if (dice < 98) {
            adjust();
        } else if (dice < 99) {
            operate();
        } else {
            loseNode();
        }
    }

    // ---- shoppers

    private void shop() {
        ShardCommand command = command(shopper());
        sent.add(command);
        if (!chance(4)) {
            world.send(command);
        }
        if (chance(8)) {
            world.send(any(sent));
        }
    }

    /** The first ones are more eager than the rest, so that demand is uneven over the shards. */
    private Uid shopper() {
        double eager = random.nextDouble();
        return shoppers.get((int) (eager * eager * shoppers.size()));
    }

    private ShardCommand command(Uid uid) {
        int dice = random.nextInt(100);
        boolean hasWon = !world.model.of(uid).isEmpty();
        if (dice < (hasWon ? 45 : 85)) {
            return grab(uid);
        }
        if (dice < (hasWon ? 49 : 93)) {
            return new ShardCommand.Reserve(SALE, sku(), uid);
        }
        if (dice < (hasWon ? 52 : 99)) {
            return importLines();
        }
        PurchaseId id = new PurchaseId(SALE, Math.min(number(uid), 99), uid);
        if (dice < 72) {
            return new ShardCommand.Cart(id, otherKey(uid));
        }
        if (dice < 85) {
            return new ShardCommand.Cancel(id, otherKey(uid));
        }
        return dice < 95 ? new ShardCommand.Pay(id, payment()) : new ShardCommand.Refund(id, payment());
    }

    private ShardCommand.Grab grab(Uid uid) {
        if (!grabs.isEmpty() && chance(25)) {
            ShardCommand.Grab earlier = any(grabs);
            return chance(85) ? earlier : new ShardCommand.Grab(SALE, sku(), earlier.uid(), earlier.key());
        }
        RequestKey key = chance(12) ? null : chance(4) ? usedKey(uid) : new RequestKey("k" + keys++);
        ShardCommand.Grab grab = new ShardCommand.Grab(SALE, sku(), uid, key);
        grabs.add(grab);
        return grab;
    }

    private ShardCommand importLines() {
        int shard = world.sharding.of(shopper());
        List<Line> lines = new ArrayList<>();
        shoppers.stream()
                .filter(it -> world.sharding.of(it) == shard && chance(40))
                .forEach(it -> lines.add(new Line(sku(), it)));
        return new ShardCommand.ImportReservations(SALE, shard, lines);
    }

    private int number(Uid uid) {
        int wins = world.model.of(uid).size();
        return wins == 0 || chance(5) ? wins : wins - 1 - (chance(70) ? 0 : random.nextInt(wins));
    }

    private @Nullable RequestKey otherKey(Uid uid) {
        if (chance(15)) {
            return usedKey(uid);
        }
        return chance(40) ? null : new RequestKey("c" + keys++);
    }

    /** A key with which the shopper has won, carted or cancelled something; none where that was done without one. */
    private @Nullable RequestKey usedKey(Uid uid) {
        List<Bought> mine = world.model.of(uid);
        if (mine.isEmpty()) {
            return null;
        }
        Bought it = any(mine);
        String key = switch (random.nextInt(3)) {
            case 0 -> it.key;
            case 1 -> it.cartKey;
            default -> it.cancelKey;
        };
        return key == null ? null : new RequestKey(key);
    }

    private Payment payment() {
        return new Payment(chance(85) ? "p1" : "p2", chance(95) ? PRICE : PRICE - 1, chance(96) ? "CNY" : "EUR");
    }

    /** Hardly ever one that does not exist. */
    private Sku sku() {
        return chance(1) ? new Sku("NO-ITEM") : any(skus);
    }

    // ---- the cluster at work

    private void runShard() {
        List<SimShard> busy =
                world.shards.stream().filter(it -> !it.queue.isEmpty()).toList();
        if (busy.isEmpty()) {
            return;
        }
        SimShard shard = any(busy);
        int jobs = 1 + random.nextInt(6);
        if (chance(6)) {
            world.runInVain(shard, jobs);
        } else {
            world.run(shard, jobs);
        }
    }

    private void moveStock() {
        List<SimShard> waiting =
                world.shards.stream().filter(it -> !it.parked.isEmpty()).toList();
        Sku sku = any(skus);
        SimShard shard = waiting.isEmpty() || chance(40) ? any(world.shards) : any(waiting);
        switch (random.nextInt(10)) {
            case 0, 1 -> world.handBack(shard, sku, random.nextInt(4));
            case 2 -> world.handBack(shard, sku, 0);
            case 3 -> world.declareEmpty(shard, sku);
            case 4, 5 -> warmUp(sku);
            default -> world.refill(shard, sku);
        }
    }

    private void warmUp(Sku sku) {
        if (world.sale().state() == SaleState.WARMING) {
            world.shards.stream().filter(it -> chance(70)).forEach(it -> world.warmUp(it, sku));
        }
    }

    /** A node looks for what its clock says is overdue; what it finds is decided some time later, if at all. */
    private void sweep() {
        SimShard shard = any(world.shards);
        Instant seenAt = world.clock(random.nextInt(world.nodes()));
        shard.purchases().stream()
                .filter(it -> it.isOverdue(seenAt) || chance(2))
                .forEach(this::sendExpiry);
    }

    private void sendExpiry(Purchase it) {
        ShardCommand expire = new ShardCommand.Expire(it.id(), chance(95) ? it.version() : it.version() + 1);
        sent.add(expire);
        world.send(expire);
    }

    /** Often exactly to an instant at which something ends, by the clock of the node that decides it; or just before. */
    private void passTime() {
        if (chance(35)) {
            int node = random.nextInt(world.nodes());
            long micros = -world.clockOffMicros(node) - (chance(70) ? 0 : 1);
            world.advanceTo(end().plusNanos(micros * 1_000));
        } else {
            world.advanceTo(world.time().plusMillis(random.nextInt(chance(80) ? 1_000 : 8_000)));
        }
    }

    private Instant end() {
        List<Instant> ends = new ArrayList<>();
        ends.add(world.sale().opensAt());
        Instant closesAt = world.sale().closesAt();
        if (Duration.between(world.time(), closesAt).toSeconds() < 60) {
            ends.add(closesAt);
        }
        world.model.bought.stream()
                .filter(Bought::held)
                .map(it -> it.payBy == null ? it.heldUntil : it.payBy)
                .forEach(ends::add);
        return any(ends);
    }

    private void adjust() {
        Sku sku = any(skus);
        String key = "a" + random.nextInt(12);
        long delta = chance(5) ? 0 : random.nextInt(21) - 10;
        if (delta < 0 && chance(70)) {
            world.collectFor(sku, delta);
        }
        world.adjust(sku, delta, key);
    }

    private void operate() {
        Sale sale = world.sale();
        Instant now = world.clock(0);
        Optional<SaleState> target = switch (random.nextInt(20)) {
            case 0 -> OperatorRules.close(sale);
            case 1, 2, 3, 4, 5 -> OperatorRules.pause(sale);
            case 6, 7, 8 -> OperatorRules.schedule(sale, now);
            default -> OperatorRules.resume(sale, now);
        };
        target.ifPresent(world::become);
    }

    /** What was under way is lost, or comes again, or comes twice. */
    private void loseNode() {
        for (SimJob job : world.lose(random.nextInt(world.nodes()))) {
            ShardCommand command = job.command();
            if (command != null) {
                int times = random.nextInt(3);
                for (int i = 0; i < times; i++) {
                    world.send(command);
                }
            }
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
