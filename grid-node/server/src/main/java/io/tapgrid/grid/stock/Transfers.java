package io.tapgrid.grid.stock;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.escrow.Transfer;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.grid.shard.MoneyTransaction;
import io.tapgrid.grid.shard.MoneyTransactions;
import io.tapgrid.grid.shard.OpenShard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction in which units move between pools and slices: all pools of one shard that are concerned, and slices of any number of shards.
 * It may run on any node; the heads of all shards are locked, ascending, so it waits for their batches and they for it. A transfer alone costs
 * as much as some ten wins, so whoever has several to the same pool's shard runs them together.
 *
 * <p>Where a pool begins or ceases to be sold out, the flag that pages show is written in the same transaction.
 *
 * <p>Any thread that may block for a transaction.
 */
final class Transfers {
    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

    private final MoneyTransactions transactions;
    private final Shards shards;
    private final LongAdder transfers = new LongAdder();

    /** What is to become of a pool and one slice; the rules of the escrow. */
    interface Rule {
        Transfer decide(Pool pool, Slice slice);
    }

    /** How pool and slice stand after the transaction, and whether it changed them. */
    record Settled(Leg leg, Pool pool, Slice slice, boolean changed) {}

    Transfers(MoneyTransactions transactions, Shards shards) {
        this.transactions = transactions;
        this.shards = shards;
    }

    /** Transactions begun since this node started. */
    long count() {
        return transfers.sum();
    }

    /**
     * Applies a rule to every leg, one after another, all or none.
     *
     * @param legs of items whose pools lie in {@code poolShard}
     * @return one entry a leg, in their order; items without a pool are left out
     */
    List<Settled> run(int poolShard, Collection<Leg> legs, Rule rule) {
        Set<Integer> heads = new TreeSet<>(Set.of(poolShard));
        legs.forEach(leg -> heads.add(leg.shard()));
        transfers.increment();
        return transactions.run(heads, transaction -> settle(transaction, legs, rule));
    }

    private List<Settled> settle(MoneyTransaction transaction, Collection<Leg> legs, Rule rule) {
        List<Settled> settled = new ArrayList<>(legs.size());
        SoldOutFlags flags = new SoldOutFlags(transaction);
        for (Leg leg : legs) {
            OpenShard poolSide = transaction.shard(leg.item().poolShard(shards));
            poolSide.pool(leg.item().saleId(), leg.item().sku())
                    .ifPresentOrElse(
                            pool -> settled.add(settle(transaction, leg, flags.watch(pool, poolSide), rule)),
                            () -> LOG.warn(
                                    "{}: has no pool, a transfer to shard {} is left out", leg.item(), leg.shard()));
        }
        flags.write();
        return settled;
    }

    private Settled settle(MoneyTransaction transaction, Leg leg, SoldOutFlags.Watched watched, Rule rule) {
        SaleId saleId = leg.item().saleId();
        OpenShard sliceSide = transaction.shard(leg.shard());
        Transfer transfer =
                rule.decide(watched.pool(), sliceSide.slice(saleId, leg.item().sku()));
        if (transfer.changed()) {
            for (Event event : transfer.poolEvents()) {
                watched.record(event, transfer.pool());
            }
            sliceSide.record(transfer.sliceEvents());
        }
        return new Settled(leg, transfer.pool(), transfer.slice(), transfer.changed());
    }
}
