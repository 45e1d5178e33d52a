package io.tapgrid.grid.restore;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.Shards;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.database.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an empty grid from MySQL, if that is right:
 *
 * <table>
 * <caption>an empty grid meets</caption>
 * <tr><th>MySQL</th><th>what happens</th></tr>
 * <tr><td>empty</td><td>a first start: nothing</td></tr>
 * <tr><td>every watermark equals the head recorded by a drained stop</td><td>restored</td></tr>
 * <tr><td>anything else</td><td>refused, with what may be missing</td></tr>
 * <tr><td>anything else, loss accepted by an operator</td><td>restored, sales PAUSED</td></tr>
 * </table>
 *
 * <p>Runs on one node, before the heads of the shards are written: while those are missing nobody serves, and a restore
 * that was killed half way is done again from the start.
 */
public final class ColdStart {
    private static final Logger LOG = LoggerFactory.getLogger(ColdStart.class);
    private static final int DOUBTS_SHOWN_MAX = 5;

    private final DataSource database;
    private final Shards shards;
    private final Clock clock;

    public ColdStart(DataSource database, Shards shards, Clock clock) {
        this.database = database;
        this.shards = shards;
        this.clock = clock;
    }

    /**
     * Decides and, if so, restores, the heads included.
     *
     * @return whether rows were restored; if not, the caller begins with an empty grid
     * @throws ColdStartRefusedException when something may be missing
     * @throws SQLException when MySQL cannot be read now: the caller tries again, since an empty grid must not serve
     *     before it knows
     */
    public boolean fill(RestoreSink sink) throws SQLException {
        try (Connection connection = database.getConnection()) {
            ShippedState state = ShippedState.read(connection);
            if (state.isEmpty()) {
                return false;
            }
            boolean pauseSales = !requireRestorable(state).isEmpty();
            LOG.info("the grid is empty: restoring it from MySQL{}", pauseSales ? ", sales will be PAUSED" : "");
            new Restore(connection, shards, state).into(sink, pauseSales, clock.instant());
        }
        forget(database);
        return true;
    }

    /** From now on MySQL may fall behind again: what said or allowed otherwise is erased. */
    public static void forget(DataSource database) throws SQLException {
        StopRecord.erase(database);
        LossAcceptance.takeBack(database);
    }

    /**
     * Says beforehand whether {@link #fill} would refuse, so that nothing needs to be started to hear it.
     *
     * @throws ColdStartRefusedException when it would
     */
    public static void check(DatabaseSettings settings, Shards shards, Clock clock) throws SQLException {
        try (HikariDataSource database = settings.open()) {
            Migrations.migrate(database);
            try (Connection connection = database.getConnection()) {
                ShippedState state = ShippedState.read(connection);
                if (!state.isEmpty()) {
                    new ColdStart(database, shards, clock).requireRestorable(state);
                }
            }
        }
    }

    /** Returns the doubts that an operator has accepted. */
    private List<String> requireRestorable(ShippedState state) {
        requireSameShards(state);
        List<String> doubts = state.doubts(shards.count());
        if (!doubts.isEmpty() && !state.lossAccepted()) {
            throw refusal(doubts);
        }
        return doubts;
    }

    private void requireSameShards(ShippedState state) {
        int recorded = state.recordedHeads().size();
        boolean other = recorded > 0 && state.doubtsOfTheStop(recorded).isEmpty() && recorded != shards.count();
        if (other || state.shardMax() >= shards.count()) {
            throw new ColdStartRefusedException("The grid is empty and MySQL holds the sales of a cluster with "
                    + (other ? Integer.toString(recorded) : "more") + " shards; this one has " + shards.count()
                    + ". Start it with the number of shards it was first set up with.");
        }
    }

    private static ColdStartRefusedException refusal(List<String> doubts) {
        List<String> shown = doubts.subList(0, Math.min(DOUBTS_SHOWN_MAX, doubts.size()));
        String more = doubts.size() > shown.size() ? " (and " + (doubts.size() - shown.size()) + " more)" : "";
        return new ColdStartRefusedException(
                "The grid is empty and MySQL is not, but MySQL may not hold everything: "
                        + String.join("; ", shown) + more
                        + ". Bring the grid's own data back if it can be had, of some nodes at least; deploy/runbook.md says what"
                        + " then. If not: ./tapgrid restore --accept-loss restores what MySQL holds and leaves the sales PAUSED.");
    }
}
