package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.Shards;
import io.tapgrid.grid.node.Majority;
import io.tapgrid.grid.node.NodeConfig;
import java.time.Clock;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntPredicate;
import javax.cache.CacheException;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;

/**
 * Runs work on the rows of one or several shards in one transaction: lock the heads, read, decide, write rows and a journal entry for every
 * shard in which something happened, commit, look whether the majority is still there. The shards may lie on different nodes.
 *
 * <p>Crash points of a node that runs one:
 *
 * <table>
 * <caption>what is lost, and what repairs it</caption>
 * <tr><th>dies</th><th>state</th><th>repair</th></tr>
 * <tr><td>before commit</td><td>nothing written</td><td>locks fall with the node; the caller asks again with the same key</td></tr>
 * <tr><td>within commit</td><td>all or nothing, decided by the surviving copies</td><td>the caller asks again and finds either</td></tr>
 * <tr><td>after commit, before the answer</td><td>written, journaled</td><td>the caller asks again and finds it</td></tr>
 * </table>
 *
 * <p>Any thread; blocks for as long as a transaction may take.
 */
public final class MoneyTransactions {
    private final Ignite ignite;
    private final Shards shards;
    private final IntPredicate isPrimary;
    private final Majority majority;
    private final Clock clock;
    private final long timeoutMillis;

    MoneyTransactions(Ignite ignite, NodeConfig config, Clock clock, Majority majority, IntPredicate isPrimary) {
        this.ignite = ignite;
        this.shards = config.shards();
        this.majority = majority;
        this.isPrimary = isPrimary;
        this.clock = clock;
        this.timeoutMillis = config.work().transactionTimeout().toMillis();
    }

    /**
     * Runs {@code work} with the heads of {@code numbers} locked and commits what it recorded; where it recorded nothing, nothing is
     * written. What {@code work} itself throws rolls everything back and is passed on.
     *
     * @throws NotCommittedException when there was certainly no effect
     * @throws UnknownOutcomeException when nobody knows
     */
    public <T> T run(Collection<Integer> numbers, Function<MoneyTransaction, T> work) {
        requireMajority();
        T result;
        boolean committing = false;
        try (Transaction grid = ignite.transactions()
                .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.READ_COMMITTED, timeoutMillis, 0)) {
            MoneyTransaction transaction = new MoneyTransaction(ignite, shards, isPrimary);
            transaction.lock(numbers, clock);
            result = work.apply(transaction);
            if (transaction.hasWrites()) {
                transaction.flush();
                committing = true;
                grid.commit();
            }
        } catch (RuntimeException failure) {
            throw committing
                    ? new UnknownOutcomeException("commit over shards " + numbers, failure)
                    : rolledBack(failure, numbers);
        }
        if (!majority.holds()) {
            throw new UnknownOutcomeException("majority lost while shards " + numbers + " were committed");
        }
        return result;
    }

    /** What the grid could not do is told apart from what the work itself threw. */
    private RuntimeException rolledBack(RuntimeException failure, Collection<Integer> numbers) {
        if (failure instanceof CacheException || failure instanceof IgniteException) {
            Reason reason = majority.holds() ? Reason.DEGRADED : Reason.NO_MAJORITY;
            return new NotCommittedException(reason, "shards " + numbers, failure);
        }
        return failure;
    }

    private void requireMajority() {
        if (!majority.holds()) {
            throw new NotCommittedException(Reason.NO_MAJORITY, "fewer than half of the configured servers are here");
        }
    }
}
