package io.tapgrid.grid.stock;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.escrow.StockRules;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.RowMapping;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.CachePeekMode;

/**
 * What slices tell their pools without being asked. Units that were released into a slice which had declared itself empty go back, which lifts
 * the sold-out flag; and where the pool is dry, a slice that has nothing left says so, which sets it. Both are gathered between two sweeps.
 *
 * <p>Committed batches name the slices that a sweep has to look at; all of them are read again now and then, and when the topology changed,
 * since a new primary has not seen the batches of the old one.
 */
final class Returns {
    private final Ignite ignite;
    private final Shards shards;
    private final HandBacks handBacks;
    private final StockWatch watch;
    private final Set<Leg> owing = ConcurrentHashMap.newKeySet();
    private final Set<Leg> empty = ConcurrentHashMap.newKeySet();

    /** Empty slices whose pool was not dry when last looked at. */
    private final Set<Leg> emptyForLater = ConcurrentHashMap.newKeySet();

    Returns(Ignite ignite, Shards shards, HandBacks handBacks, StockWatch watch) {
        this.ignite = ignite;
        this.shards = shards;
        this.handBacks = handBacks;
        this.watch = watch;
    }

    /** Called for every slice that a batch left changed. */
    void look(Slice slice) {
        watch.see(slice);
        if (StockRules.owesHandBack(slice)) {
            owing.add(Leg.of(slice));
        } else if (StockRules.mayDeclareEmpty(slice)) {
            empty.add(Leg.of(slice));
        }
    }

    /** Hands back what is owed, and lets slices declare themselves empty where that may decide something. */
    void sweep() {
        List<Leg> owed = drain(owing);
        owing.addAll(handBacks.sweep(
                owed, (pool, slice) -> StockRules.handBack(pool, slice, handBacks.waiting(Leg.of(slice)))));
        List<Leg> quiet =
                drain(empty).stream().filter(leg -> handBacks.waiting(leg) == 0).toList();
        declareEmpty(quiet);
    }

    /** Looks again at the empty slices that were left alone because units were still in the pool. */
    void lookAgain() {
        empty.addAll(drain(emptyForLater));
    }

    /** Reads every slice this node is primary of. */
    void scan() {
        Caches.SLICE
                .of(ignite)
                .localEntries(CachePeekMode.PRIMARY)
                .forEach(entry -> look(RowMapping.slice(entry.getKey(), entry.getValue())));
    }

    private void declareEmpty(List<Leg> legs) {
        Set<ItemRef> dry = dryOnes(legs.stream().map(Leg::item).collect(Collectors.toSet()));
        List<Leg> worthIt =
                legs.stream().filter(leg -> dry.contains(leg.item())).toList();
        legs.stream().filter(leg -> !dry.contains(leg.item())).forEach(emptyForLater::add);
        empty.addAll(handBacks.sweep(worthIt, StockRules::declareEmpty));
    }

    /** A look without a lock, which only saves transactions: the rule is applied to the rows themselves. */
    private Set<ItemRef> dryOnes(Collection<ItemRef> items) {
        if (items.isEmpty()) {
            return Set.of();
        }
        Set<PoolKey> keys = items.stream()
                .map(it -> RowMapping.poolKey(it.poolShard(shards), it.saleId(), it.sku()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<ItemRef> dry = new HashSet<>();
        Caches.POOL.of(ignite).getAll(keys).forEach((key, row) -> {
            var pool = RowMapping.pool(key, row);
            if (pool.isDry()) {
                dry.add(new ItemRef(pool.saleId(), pool.sku()));
            }
        });
        return dry;
    }

    private static List<Leg> drain(Set<Leg> from) {
        List<Leg> drained = List.copyOf(from);
        drained.forEach(from::remove);
        return drained;
    }
}
