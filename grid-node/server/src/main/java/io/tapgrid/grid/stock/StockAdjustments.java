package io.tapgrid.grid.stock;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.escrow.Adjustment;
import io.tapgrid.domain.escrow.StockRules;
import io.tapgrid.domain.escrow.Transfer;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.grid.audit.AuditLog;
import io.tapgrid.grid.audit.AuditText;
import io.tapgrid.grid.shard.MoneyTransaction;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.OpenShard;
import io.tapgrid.gridapi.SaleAdmin.Adjusted;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PoolAdjustmentKey;
import io.tapgrid.gridapi.row.PoolAdjustmentRow;
import io.tapgrid.gridapi.row.RowMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An operator's changes of stock. An addition touches the pool alone. A withdrawal of more than the pool has takes the rest out of slices in the
 * same transaction, as much as it needs and from all of them at once, so it takes everything or nothing. One key has at most one effect: what it
 * came to is kept beside the pool.
 *
 * <p>Any thread that may block; may run on any node.
 */
public final class StockAdjustments {
    /** How often the slices that had units are looked for anew, when they were sold meanwhile. */
    private static final int TRIES = 5;

    private final NodeContext context;
    private final Shards shards;

    public StockAdjustments(NodeContext context) {
        this.context = context;
        this.shards = context.shards();
    }

    /** What an operator asks for. The item must be known. */
    public Adjusted adjust(StockAdjusted wish, String actor) {
        ItemRef item = new ItemRef(wish.saleId(), wish.sku());
        Adjusted answer = run(wish, actor, Set.of());
        for (int tries = 1; tries < TRIES && needsSlices(answer, wish); tries++) {
            Set<Integer> slices = slicesWithUnits(item);
            if (slices.isEmpty()) {
                return answer;
            }
            answer = run(wish, actor, slices);
        }
        return answer;
    }

    private static boolean needsSlices(Adjusted answer, StockAdjusted wish) {
        return answer instanceof Adjusted.Refused refused
                && refused.reason() == Reason.INSUFFICIENT_STOCK
                && wish.delta() < 0;
    }

    private Adjusted run(StockAdjusted wish, String actor, Set<Integer> slices) {
        int poolShard = shards.ofPool(wish.saleId(), wish.sku());
        Set<Integer> heads = new TreeSet<>(slices);
        heads.add(poolShard);
        return context.transactions().run(heads, tx -> decide(tx, wish, actor, slices));
    }

    private Adjusted decide(MoneyTransaction tx, StockAdjusted wish, String actor, Set<Integer> slices) {
        OpenShard side = tx.shard(shards.ofPool(wish.saleId(), wish.sku()));
        Pool before = side.pool(wish.saleId(), wish.sku())
                .orElseThrow(
                        () -> new IllegalStateException("pool " + wish.saleId() + "/" + wish.sku() + " is missing"));
        Optional<PoolAdjustmentRow> earlier = tx.get(Caches.POOL_ADJUSTMENT, keyOf(wish));
        Collected collected = Collected.none(before);
        if (earlier.isEmpty()) {
            collected = collected.with(tx, slices, wish.delta());
        }
        Collected units = collected;
        return Adjustment.decide(
                        wish,
                        units.pool(),
                        earlier.map(row -> earlierWish(wish, row)).orElse(null))
                .fold(
                        done -> write(new Change(tx, side, before, units, done), actor),
                        repeated -> earlier.map(StockAdjustments::shown).orElseGet(() -> shown(repeated.pool())),
                        refused -> new Adjusted.Refused(
                                refused.reason(),
                                "delta: " + wish.delta() + " of " + wish.sku()
                                        + " (units in pool and slices looked at: "
                                        + units.pool().available() + ")"));
    }

    /** A decided change with what is needed to write it. */
    private record Change(
            MoneyTransaction tx, OpenShard side, Pool before, Collected collected, Adjustment.Done done) {}

    private Adjusted write(Change change, String actor) {
        SoldOutFlags flags = new SoldOutFlags(change.tx());
        SoldOutFlags.Watched watched = flags.watch(change.before(), change.side());
        for (Transfer transfer : change.collected().transfers()) {
            for (Event event : transfer.poolEvents()) {
                watched.record(event, transfer.pool());
            }
            change.tx().shard(transfer.slice().shard()).record(transfer.sliceEvents());
        }
        StockAdjusted event = change.done().event();
        Pool after = change.done().pool();
        watched.record(event, after);
        flags.write();
        change.tx().put(Caches.POOL_ADJUSTMENT, keyOf(event), row(event, after, change.side()));
        AuditLog.write(
                change.tx(),
                new AuditRow(
                        change.side().now(),
                        actor,
                        "adjust-stock",
                        event.saleId() + "/" + event.sku(),
                        text(change.before(), "", 0),
                        text(after, event.reason(), event.delta())));
        return shown(after);
    }

    /** Looks without locks; those that are locked afterwards are read again. */
    private Set<Integer> slicesWithUnits(ItemRef item) {
        return Caches.SLICE.of(context.ignite()).getAll(item.sliceKeys(shards)).entrySet().stream()
                .map(entry -> RowMapping.slice(entry.getKey(), entry.getValue()))
                .filter(Slice::hasFreeUnits)
                .map(Slice::shard)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private PoolAdjustmentKey keyOf(StockAdjusted wish) {
        return new PoolAdjustmentKey(
                shards.ofPool(wish.saleId(), wish.sku()),
                wish.saleId().value(),
                wish.sku().value(),
                wish.key());
    }

    private static StockAdjusted earlierWish(StockAdjusted wish, PoolAdjustmentRow row) {
        return new StockAdjusted(wish.saleId(), wish.sku(), row.delta, row.reason, wish.key());
    }

    private static PoolAdjustmentRow row(StockAdjusted event, Pool after, OpenShard side) {
        return new PoolAdjustmentRow(
                event.delta(),
                event.reason(),
                after.initial(),
                after.added(),
                after.withdrawn(),
                after.available(),
                after.version(),
                RowMapping.time(side.now()));
    }

    private static Adjusted shown(PoolAdjustmentRow row) {
        return new Adjusted.Done(row.initial, row.added, row.withdrawn, row.available, row.version);
    }

    private static Adjusted shown(Pool pool) {
        return new Adjusted.Done(pool.initial(), pool.added(), pool.withdrawn(), pool.available(), pool.version());
    }

    private static String text(Pool pool, String reason, long delta) {
        return AuditText.json(
                "units",
                pool.units(),
                "pool",
                pool.available(),
                "version",
                pool.version(),
                "delta",
                delta,
                "reason",
                reason);
    }

    /** Units brought to a pool for a withdrawal, not yet written. */
    private record Collected(Pool pool, List<Transfer> transfers) {
        static Collected none(Pool pool) {
            return new Collected(pool, List.of());
        }

        /** Takes from one slice after another until nothing is missing. */
        Collected with(MoneyTransaction tx, Set<Integer> slices, long delta) {
            Collected collected = this;
            for (int shard : slices) {
                long missing = Adjustment.unitsMissing(delta, collected.pool);
                Slice slice = tx.shard(shard).slice(pool.saleId(), pool.sku());
                collected = collected.and(StockRules.collect(collected.pool, slice, missing));
            }
            return collected;
        }

        private Collected and(Transfer transfer) {
            if (!transfer.changed()) {
                return this;
            }
            List<Transfer> all = new ArrayList<>(transfers);
            all.add(transfer);
            return new Collected(transfer.pool(), List.copyOf(all));
        }
    }
}
