package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.grid.shard.ParkedGrabs.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of its shards on this node: turn by turn it takes what waits and has it decided. Grabs that need stock are parked until units
 * have come, at most {@code parkMax}, and are then decided again; what still needs stock is sent away with a time to ask again.
 */
final class ShardWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ShardWorker.class);
    private static final Duration LOOK_AT_PARKED_EVERY = Duration.ofMillis(50);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final WorkQueue queue;
    private final Clock clock;
    private final Duration parkMax;
    private final ParkedGrabs parked = new ParkedGrabs();

    ShardWorker(WorkQueue queue, Clock clock, Duration parkMax) {
        this.queue = queue;
        this.clock = clock;
        this.parkMax = parkMax;
    }

    /** Until the queue is closed and everything that waited is answered. */
    void run(ShardBatch batch, StockSupply supply) {
        while (!queue.isFinished() || !parked.isEmpty()) {
            try {
                turn(queue.take(parked.isEmpty() ? IDLE : LOOK_AT_PARKED_EVERY), batch, supply);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException broken) {
                LOG.error("a turn failed; the worker goes on", broken);
            }
        }
    }

    private void turn(WorkQueue.Turn turn, ShardBatch batch, StockSupply supply) {
        turn.actions().forEach(Runnable::run);
        if (!turn.commands().isEmpty()) {
            Set<Place> dry = new LinkedHashSet<>();
            batch.decide(turn.commands(), (asked, need) -> park(asked, need, dry));
            dry.forEach(place -> supply.needsStock(place.shard(), place.saleId(), place.sku()));
        }
        if (!parked.isEmpty()) {
            queue.offerAgain(parked.releaseOverdue(clock.instant()));
        }
    }

    private void park(Asked asked, Outcome.NeedsStock need, Set<Place> dry) {
        Instant now = clock.instant();
        if (asked.hasWaitedEnough(now)) {
            asked.notTaken(Reason.QUEUE_FULL);
            return;
        }
        Place place = new Place(asked.shard(), need.saleId(), need.sku());
        parked.park(place, asked.parked(now, parkMax));
        dry.add(place);
    }

    /** Any thread: those who are parked there are decided again, before everybody else. */
    void retry(Place place) {
        queue.offerBetween(() -> queue.offerAgain(parked.release(place)));
    }

    /** Any thread: grabs of the item that are parked or queued for the shard. */
    long waiting(Place place) {
        return parked.waiting(place)
                + queue.count(asked -> asked.shard() == place.shard()
                        && asked.command() instanceof ShardCommand.Grab grab
                        && grab.saleId().equals(place.saleId())
                        && grab.sku().equals(place.sku()));
    }
}
