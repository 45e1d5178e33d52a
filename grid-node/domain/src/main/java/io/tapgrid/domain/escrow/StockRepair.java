package io.tapgrid.domain.escrow;

import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.ShardSet;
import io.tapgrid.domain.stock.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What puts a torn transfer right. A transfer is one transaction over two shards; where these lie on different nodes and everything is killed between
 * the commits of the two, one side has it and the other has not. The slices are believed, since what was won from them is somebody's: the pool
 * is made to fit, and where it would have to be less than nothing (a withdrawal whose units had not left their slices), they leave them now.
 *
 * @param pool as it must be
 * @param returns units that slices still have to give back for it, no marks
 */
public record StockRepair(Pool pool, List<Event.SliceReturned> returns) {
    public StockRepair {
        returns = List.copyOf(returns);
    }

    /**
     * Empty when all fits. Nothing may be on its way between the pool and its slices.
     *
     * @param slices all there are
     * @throws IllegalStateException when more units are held and sold than there are
     */
    public static Optional<StockRepair> of(Pool pool, Collection<Slice> slices) {
        long received = slices.stream().mapToLong(Slice::received).sum();
        long returned = slices.stream().mapToLong(Slice::returned).sum();
        List<Event.SliceReturned> returns = collect(received - returned - pool.units(), slices);
        returned += returns.stream().mapToLong(Event.SliceReturned::units).sum();
        ShardSet marked = marked(slices);
        boolean fits = received == pool.granted() && returned == pool.takenBack() && marked.equals(pool.marked());
        if (fits && returns.isEmpty()) {
            return Optional.empty();
        }
        long available = pool.units() - received + returned;
        Pool fitting = new Pool(
                pool.saleId(),
                pool.sku(),
                pool.initial(),
                pool.added(),
                pool.withdrawn(),
                available,
                received,
                returned,
                marked,
                pool.version() + 1);
        return Optional.of(new StockRepair(fitting, returns));
    }

    /** Free units, shard by shard, until as many as are too many have been found. */
    private static List<Event.SliceReturned> collect(long tooMany, Collection<Slice> slices) {
        List<Event.SliceReturned> returns = new ArrayList<>();
        long left = tooMany;
        for (Slice slice :
                slices.stream().sorted(Comparator.comparingInt(Slice::shard)).toList()) {
            long units = Math.min(left, slice.available());
            if (units > 0) {
                returns.add(new Event.SliceReturned(slice.saleId(), slice.sku(), slice.shard(), units, false));
                left -= units;
            }
        }
        return returns;
    }

    private static ShardSet marked(Collection<Slice> slices) {
        ShardSet marked = ShardSet.EMPTY;
        for (Slice slice : slices) {
            marked = slice.marked() ? marked.with(slice.shard()) : marked;
        }
        return marked;
    }
}
