package io.tapgrid.grid.reconcile;

import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.gridapi.row.ShardShippedRow;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ignite.client.ClientCache;
import org.apache.ignite.client.IgniteClient;

/** How far the shippers are behind, seen from outside. */
final class Shipping {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final IgniteClient client;
    private final int shards;

    Shipping(IgniteClient client, int shards) {
        this.client = client;
        this.shards = shards;
    }

    /** Waits until nothing is behind, or the patience is over; says how many entries still were. */
    long await(Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        long behind = entriesBehind();
        while (behind > 0 && System.nanoTime() - deadlineNanos < 0) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            behind = entriesBehind();
        }
        return behind;
    }

    /** What was shipped is read first, so that a shipment in between cannot make the sum negative. */
    long entriesBehind() {
        Set<Integer> all = IntStream.range(0, shards).boxed().collect(Collectors.toSet());
        ClientCache<Integer, ShardShippedRow> shippedCache = client.cache(Caches.SHARD_SHIPPED.name());
        ClientCache<Integer, ShardHeadRow> headCache = client.cache(Caches.SHARD_HEAD.name());
        Map<Integer, ShardShippedRow> shipped = shippedCache.getAll(all);
        long behind = 0;
        for (Map.Entry<Integer, ShardHeadRow> head : headCache.getAll(all).entrySet()) {
            ShardShippedRow row = shipped.get(head.getKey());
            behind += head.getValue().nextSeq - 1 - (row == null ? 0 : row.shippedSeq);
        }
        return behind;
    }
}
