package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Decision;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardProcessor;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides commands of several shards in one transaction, and answers each when it is committed. Where one of them spoils it for the others,
 * because its shard is degraded or it breaks a rule of the rows, they are tried apart. Worker threads only.
 */
final class ShardBatch {
    private static final Logger LOG = LoggerFactory.getLogger(ShardBatch.class);

    private final MoneyTransactions transactions;
    private final IntPredicate isPrimary;
    private final BooleanSupplier mayDecide;
    private final StockSupply supply;
    private final FirstSight firstSight;

    /** @param mayDecide whether this node's clock may be decided by */
    ShardBatch(NodeContext node, BooleanSupplier mayDecide, StockSupply supply) {
        this.transactions = node.transactions();
        this.isPrimary = node::isPrimary;
        this.mayDecide = mayDecide;
        this.supply = supply;
        this.firstSight = new FirstSight(node);
    }

    /** What a committed transaction came to; an outcome is null where the command came too late, or to the wrong node. */
    private record Settled(List<@Nullable Outcome> outcomes, List<Slice> slices) {}

    /** Every command is answered or, when it needs stock, handed to {@code needsStock}. */
    void decide(List<Asked> commands, BiConsumer<Asked, Outcome.NeedsStock> needsStock) {
        if (!mayDecide.getAsBoolean()) {
            commands.forEach(asked -> asked.notTaken(Reason.DEGRADED));
            return;
        }
        List<Asked> here = new ArrayList<>(commands.size());
        for (Asked asked : commands) {
            if (isPrimary.test(asked.shard())) {
                here.add(asked);
            } else {
                asked.elsewhere();
            }
        }
        Map<ReservationKey, ReservationRow> seen = new HashMap<>();
        List<Asked> left = firstSight.refuse(here, seen);
        if (!left.isEmpty()) {
            attempt(left, seen, needsStock);
        }
    }

    /** @param seen reservations that are known to be there */
    private void attempt(
            List<Asked> commands,
            Map<ReservationKey, ReservationRow> seen,
            BiConsumer<Asked, Outcome.NeedsStock> needsStock) {
        Settled settled;
        try {
            settled = transactions.run(shardsOf(commands), transaction -> decideAll(commands, seen, transaction));
        } catch (NotCommittedException failure) {
            notCommitted(commands, seen, failure, needsStock);
            return;
        } catch (UnknownOutcomeException failure) {
            LOG.warn("{} commands: outcome unknown", commands.size(), failure);
            commands.forEach(Asked::unknown);
            return;
        } catch (RuntimeException broken) {
            broken(commands, seen, broken, needsStock);
            return;
        }
        for (int i = 0; i < commands.size(); i++) {
            answer(commands.get(i), settled.outcomes.get(i), needsStock);
        }
        supply.committed(settled.slices);
    }

    private static Set<Integer> shardsOf(List<Asked> commands) {
        return commands.stream().map(Asked::shard).collect(Collectors.toCollection(TreeSet::new));
    }

    private Settled decideAll(
            List<Asked> commands, Map<ReservationKey, ReservationRow> seen, MoneyTransaction transaction) {
        transaction.know(seen);
        List<@Nullable Outcome> outcomes = new ArrayList<>(commands.size());
        for (Asked asked : commands) {
            // Looked at again under the lock: the shard may have moved while this node waited for it.
            boolean mine = isPrimary.test(asked.shard()) && !asked.isLate(transaction.clockTime());
            outcomes.add(mine ? decide(asked, transaction.shard(asked.shard())) : null);
        }
        return new Settled(outcomes, transaction.slicesWritten());
    }

    private static Outcome decide(Asked asked, OpenShard shard) {
        Decision decision = ShardProcessor.decide(asked.command(), shard, shard.now());
        shard.record(decision.events());
        return decision.outcome();
    }

    private static void answer(
            Asked asked, @Nullable Outcome outcome, BiConsumer<Asked, Outcome.NeedsStock> needsStock) {
        if (outcome == null) {
            asked.elsewhere();
        } else if (outcome instanceof Outcome.NeedsStock need) {
            needsStock.accept(asked, need);
        } else {
            asked.decided(outcome);
        }
    }

    private void notCommitted(
            List<Asked> commands,
            Map<ReservationKey, ReservationRow> seen,
            NotCommittedException failure,
            BiConsumer<Asked, Outcome.NeedsStock> needsStock) {
        Map<Integer, List<Asked>> byShard =
                commands.stream().collect(Collectors.groupingBy(Asked::shard, TreeMap::new, Collectors.toList()));
        if (byShard.size() == 1 || failure.reason() == Reason.NO_MAJORITY) {
            // Every command that comes while a node is away: no line for each.
            LOG.debug("{} commands of shards {}: not committed", commands.size(), byShard.keySet(), failure);
            commands.forEach(asked -> asked.notTaken(failure.reason()));
            return;
        }
        byShard.values().forEach(apart -> attempt(apart, seen, needsStock));
    }

    /** A command that cannot be decided is a bug, or a broken row. The others must not suffer. */
    private void broken(
            List<Asked> commands,
            Map<ReservationKey, ReservationRow> seen,
            RuntimeException broken,
            BiConsumer<Asked, Outcome.NeedsStock> needsStock) {
        if (commands.size() == 1) {
            LOG.error("cannot decide {}", commands.get(0).command(), broken);
            commands.get(0).notTaken(Reason.DEGRADED);
            return;
        }
        commands.forEach(apart -> attempt(List.of(apart), seen, needsStock));
    }
}
