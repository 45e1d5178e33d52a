package io.tapgrid.domain.simulation;

import static io.tapgrid.domain.simulation.LawBroken.unless;

import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.simulation.NaiveModel.Bought;
import io.tapgrid.domain.stock.Conservation;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be true after every step, whatever happened. */
final class Laws {
    private final SimWorld world;
    private final Map<Sku, Slice[]> slicesBefore = new HashMap<>();
    private final Map<Sku, Pool> poolsBefore = new HashMap<>();
    private final Map<Uid, Integer> shardOf = new HashMap<>();

    Laws(SimWorld world) {
        this.world = world;
    }

    void check() {
        for (Sku sku : world.items.keySet()) {
            Pool pool = world.pool(sku);
            List<Slice> slices = world.slices(sku);
            units(sku, pool, slices);
            owners(sku, slices);
            slices.forEach(slice -> marks(pool, slice));
            versions(sku, pool);
        }
    }

    /** Never oversold, and never a unit too few: the rows add up, and to what the model counts. */
    private void units(Sku sku, Pool pool, List<Slice> slices) {
        Conservation law = Conservation.of(pool, slices);
        unless(law.settled(), () -> sku + ": nothing is on its way, yet " + pool + " does not match " + slices);
        unless(law.holds(), () -> sku + ": units appeared or vanished: " + law);
        unless(
                law.units() == world.model.units(sku),
                () -> sku + ": " + law.units() + " units, model " + world.model.units(sku));
        long free = law.pool() + law.available();
        unless(free == world.model.free(sku), () -> sku + ": " + free + " free units, model " + world.model.free(sku));
    }

    /** Each shard counts as held and sold what its own shoppers have. */
    private void owners(Sku sku, List<Slice> slices) {
        long[] held = new long[slices.size()];
        long[] sold = new long[slices.size()];
        for (Bought it : world.model.bought) {
            if (it.sku.equals(sku) && it.live()) {
                int shard = shardOf.computeIfAbsent(it.uid, world.sharding::of);
                held[shard] += it.held() ? 1 : 0;
                sold[shard] += it.held() ? 0 : 1;
            }
        }
        for (Slice slice : slices) {
            int shard = slice.shard();
            unless(
                    slice.held() == held[shard] && slice.sold() == sold[shard],
                    () -> slice + " but held " + held[shard] + ", sold " + sold[shard]);
        }
    }

    /**
     * The pool's marks are the slices' marks; a slice loses its mark only when it is empty, and without one it wins
     * nothing and receives nothing: so a pool that is dry and has no marks speaks for all shards.
     */
    private void marks(Pool pool, Slice slice) {
        unless(
                pool.marked().contains(slice.shard()) == slice.marked(),
                () -> "marks of pool and slice differ: " + pool + ", " + slice);
        Slice[] all = slicesBefore.computeIfAbsent(slice.sku(), sku -> new Slice[world.sharding.count()]);
        Slice before = all[slice.shard()];
        all[slice.shard()] = slice;
        if (before == null || slice.marked()) {
            return;
        }
        unless(!before.marked() || slice.available() == 0, () -> "mark lost with units left: " + slice);
        unless(
                slice.received() == before.received() || slice.available() == 0,
                () -> "received without a mark: " + slice);
    }

    private void versions(Sku sku, Pool pool) {
        Pool before = poolsBefore.put(sku, pool);
        unless(
                before == null || before.equals(pool) || before.version() < pool.version(),
                () -> "changed without a new version: " + pool);
    }
}
