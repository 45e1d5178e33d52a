package io.tapgrid.grid.stock;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.escrow.StockRepair;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.grid.audit.AuditLog;
import io.tapgrid.grid.audit.AuditText;
import io.tapgrid.grid.shard.MoneyTransaction;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.NotCommittedException;
import io.tapgrid.grid.shard.OpenShard;
import io.tapgrid.grid.shard.UnknownOutcomeException;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.PoolRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.SliceKey;
import io.tapgrid.gridapi.row.SliceRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.CacheException;
import org.apache.ignite.IgniteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before a node lets anybody in, whether a transfer was torn when all nodes were killed at once, and puts it right. Every node does so for all
 * items: the first that serves has looked at everything. Where others serve already a pool may seem not to fit while units are on their way;
 * what is done is decided again with every head locked, when nothing can be.
 *
 * <p>The correction is no event: MySQL keeps neither pools nor slices. It has a line in the log and a row in the audit.
 */
public final class StockRepairs {
    private static final Logger LOG = LoggerFactory.getLogger(StockRepairs.class);
    private static final int ITEMS_AT_ONCE = 100;
    private static final int TRIES = 30;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    private final NodeContext context;
    private final Shards shards;
    private final List<Integer> allShards;

    public StockRepairs(NodeContext context) {
        this.context = context;
        this.shards = context.shards();
        this.allShards = IntStream.range(0, shards.count()).boxed().toList();
    }

    /**
     * Blocks until every item was looked at. Throws what kept it from it when shards cannot be reached for half a minute: nobody may be let in
     * unseen.
     */
    public void run(List<ItemRef> items) {
        for (int from = 0; from < items.size(); from += ITEMS_AT_ONCE) {
            List<ItemRef> some = items.subList(from, Math.min(from + ITEMS_AT_ONCE, items.size()));
            insist(() -> tornOf(some).forEach(this::repair));
        }
    }

    /** Looking again finds what has been repaired already, so whatever failed may be tried again. */
    private static void insist(Runnable look) {
        for (int tries = 1; ; tries++) {
            try {
                look.run();
                return;
            } catch (NotCommittedException | UnknownOutcomeException | CacheException | IgniteException notNow) {
                if (tries == TRIES) {
                    throw notNow;
                }
                LOG.info("the stock cannot be looked at yet: {}", notNow.getMessage());
                LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
            }
        }
    }

    /** Those that seem torn, seen without locks. */
    private List<ItemRef> tornOf(List<ItemRef> items) {
        Set<PoolKey> poolKeys =
                items.stream().map(item -> item.poolKey(shards)).collect(Collectors.toCollection(TreeSet::new));
        Set<SliceKey> sliceKeys = items.stream()
                .flatMap(item -> item.sliceKeys(shards).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<PoolKey, PoolRow> pools = Caches.POOL.of(context.ignite()).getAll(poolKeys);
        Map<SliceKey, SliceRow> slices = Caches.SLICE.of(context.ignite()).getAll(sliceKeys);
        return items.stream().filter(item -> seemsTorn(item, pools, slices)).toList();
    }

    private boolean seemsTorn(ItemRef item, Map<PoolKey, PoolRow> pools, Map<SliceKey, SliceRow> slices) {
        PoolKey key = item.poolKey(shards);
        PoolRow row = pools.get(key);
        List<Slice> mine = item.sliceKeys(shards).stream()
                .flatMap(it -> Optional.ofNullable(slices.get(it)).map(found -> RowMapping.slice(it, found)).stream())
                .toList();
        return row != null && !fits(RowMapping.pool(key, row), mine);
    }

    /** Rows that were read one after another may add up to more than there is, too. */
    private static boolean fits(Pool pool, List<Slice> slices) {
        try {
            return StockRepair.of(pool, slices).isEmpty();
        } catch (IllegalStateException tooMuch) {
            return false;
        }
    }

    private void repair(ItemRef item) {
        context.transactions().run(allShards, transaction -> repair(transaction, item));
    }

    private Optional<StockRepair> repair(MoneyTransaction transaction, ItemRef item) {
        OpenShard side = transaction.shard(item.poolShard(shards));
        Optional<Pool> before = side.pool(item.saleId(), item.sku());
        Optional<StockRepair> repair = before.flatMap(pool -> decide(pool, lockedSlices(transaction, item)));
        repair.ifPresent(it -> write(transaction, before.orElseThrow(), it));
        return repair;
    }

    /** What no torn transfer explains is left as it is, for the law to be seen broken: the other items must not suffer. */
    private static Optional<StockRepair> decide(Pool pool, List<Slice> slices) {
        try {
            return StockRepair.of(pool, slices);
        } catch (IllegalStateException broken) {
            LOG.error("{} does not add up with its slices {}", pool, slices, broken);
            return Optional.empty();
        }
    }

    private List<Slice> lockedSlices(MoneyTransaction transaction, ItemRef item) {
        return allShards.stream()
                .map(shard -> transaction.shard(shard).slice(item.saleId(), item.sku()))
                .toList();
    }

    private void write(MoneyTransaction transaction, Pool before, StockRepair repair) {
        Pool after = repair.pool();
        OpenShard side = transaction.shard(shards.ofPool(after.saleId(), after.sku()));
        LOG.error("a transfer was torn when all nodes died; the pool was {} and is made {}", before, after);
        transaction.put(
                Caches.POOL, RowMapping.poolKey(side.number(), after.saleId(), after.sku()), RowMapping.row(after));
        for (Event.SliceReturned returned : repair.returns()) {
            transaction.shard(returned.shard()).record(List.of(returned));
        }
        SoldOutFlags.write(transaction, after, side.now());
        AuditLog.write(
                transaction,
                new AuditRow(
                        side.now(),
                        "system",
                        "repair-stock",
                        after.saleId() + "/" + after.sku(),
                        text(before),
                        text(after)));
    }

    private static String text(Pool pool) {
        return AuditText.json(
                "pool",
                pool.available(),
                "granted",
                pool.granted(),
                "takenBack",
                pool.takenBack(),
                "version",
                pool.version());
    }
}
