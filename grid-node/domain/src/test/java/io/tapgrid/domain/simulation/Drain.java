package io.tapgrid.domain.simulation;

import static io.tapgrid.domain.simulation.LawBroken.unless;

import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.escrow.StockRules;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import java.util.List;
import java.util.Random;

/**
 * The end of a history, in which new shoppers come as long as there are units: every one of them must be sold, wherever
 * it lies and wherever they ask, and then the item must be sold out. If the sale is over, only the queues are worked off.
 */
final class Drain {
    private static final int ATTEMPTS_MAX = 4;

    private final SimWorld world;
    private final Random random;
    private int shoppers;

    Drain(SimWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    void run() {
        workOff();
        if (!open()) {
            return;
        }
        for (Sku sku : world.items.keySet()) {
            int shard = random.nextInt(4) == 0 ? random.nextInt(world.sharding.count()) : -1;
            while (world.model.free(sku) > 0) {
                long units = world.model.free(sku);
                unless(
                        wins(sku, shard),
                        () -> sku + " is stranded: " + units + " free units, " + world.pool(sku) + ", "
                                + world.slices(sku) + ", answer: " + world.lastAnswer);
            }
            world.checkLaws();
            unless(!wins(sku, shard), () -> sku + ": one more was sold than there were units");
            unless(world.kernel.isSoldOut(world.pool(sku)), () -> sku + " is not sold out: " + world.pool(sku));
        }
        world.checkLaws();
    }

    /** Those who wait for a unit give up here, so that only the drain's own shoppers are left. */
    private void workOff() {
        for (SimShard shard : world.shards) {
            while (!shard.queue.isEmpty()) {
                world.run(shard, 64);
            }
            shard.parked.clear();
        }
        world.checkLaws();
    }

    private boolean open() {
        if (world.sale().state() == SaleState.DRAFT) {
            return false;
        }
        world.advanceTo(world.sale().opensAt().plusMillis(300));
        if (world.sale().state() == SaleState.PAUSED) {
            world.become(SaleState.OPEN);
        }
        for (int arrows = 0; arrows < 6; arrows++) {
            world.walk();
            if (world.sale().state() == SaleState.WARMING) {
                world.items.keySet().forEach(sku -> world.shards.forEach(it -> world.warmUp(it, sku)));
            }
        }
        workOff();
        boolean endsNow = !world.time().plusSeconds(1).isBefore(world.sale().closesAt());
        return world.sale().state().sells() && !endsNow;
    }

    /** A new shopper asks, in the given shard or in any (−1), until there is an answer; stock is moved as the grid does. */
    private boolean wins(Sku sku, int shardWanted) {
        Uid uid = newShopper(shardWanted);
        SimShard shard = world.shards.get(world.sharding.of(uid));
        int before = world.wins;
        background(sku);
        reserve(sku, uid, shard);
        world.send(new ShardCommand.Grab(world.sale().id(), sku, uid, new RequestKey("drain")));
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            while (!shard.queue.isEmpty()) {
                world.run(shard, 1);
            }
            if (shard.parked.isEmpty()) {
                return world.wins > before;
            }
            supply(shard, sku);
        }
        throw new LawBroken(uid + " asked " + ATTEMPTS_MAX + " times for " + sku + " and got no answer");
    }

    /** What the grid does by itself: returned units go to the pool, and the item's flag to every shard. */
    private void background(Sku sku) {
        world.shards.stream()
                .filter(it -> StockRules.owesHandBack(world.slice(it, sku)))
                .forEach(it -> world.handBack(it, sku, 0));
        world.shards.forEach(it -> world.flag(it, sku));
    }

    private Uid newShopper(int shardWanted) {
        while (true) {
            Uid uid = new Uid("late-" + shoppers++);
            if (shardWanted < 0 || world.sharding.of(uid) == shardWanted) {
                return uid;
            }
        }
    }

    private void reserve(Sku sku, Uid uid, SimShard shard) {
        if (world.sale().reservationRequired()) {
            List<Line> lines = List.of(new Line(sku, uid));
            world.send(new ShardCommand.ImportReservations(world.sale().id(), shard.number, lines));
        }
    }

    /** When the pool is dry the others give back what their queues leave; then the asker is served, and flags go out. */
    private void supply(SimShard shard, Sku sku) {
        if (world.pool(sku).available() == 0) {
            world.collect(sku);
        }
        world.refill(shard, sku);
        world.flag(shard, sku);
    }
}
