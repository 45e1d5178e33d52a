package io.tapgrid.domain.escrow;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.stock.Pool;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operator's change of an item's stock, decided on the pool alone. Units that lie in slices are brought to the pool
 * before a withdrawal ({@link #unitsMissing}, {@link StockRules#handBack}); it takes all it asks for or nothing.
 */
public sealed interface Adjustment {
    <T> T fold(Function<Done, T> done, Function<Repeated, T> repeated, Function<Refused, T> refused);

    /** Done just now. */
    record Done(Pool pool, StockAdjusted event) implements Adjustment {
        public List<Event> events() {
            return List.of(event);
        }

        @Override
        public <T> T fold(Function<Done, T> done, Function<Repeated, T> repeated, Function<Refused, T> refused) {
            return done.apply(this);
        }
    }

    /** Done before under the same key; the pool is shown as it is now. */
    record Repeated(Pool pool) implements Adjustment {
        @Override
        public <T> T fold(Function<Done, T> done, Function<Repeated, T> repeated, Function<Refused, T> refused) {
            return repeated.apply(this);
        }
    }

    /** Not done: {@code invalid-request} (delta), {@code key-reused} or {@code insufficient-stock}. */
    record Refused(Reason reason) implements Adjustment {
        @Override
        public <T> T fold(Function<Done, T> done, Function<Repeated, T> repeated, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }

    /**
     * Decides a wish against the pool.
     *
     * @param earlier what the wish's key did to this pool before, null if nothing
     */
    static Adjustment decide(StockAdjusted wish, Pool pool, @Nullable StockAdjusted earlier) {
        if (earlier != null) {
            return earlier.equals(wish) ? new Repeated(pool) : new Refused(Reason.KEY_REUSED);
        }
        if (wish.delta() == 0 || wish.delta() > Limits.UNITS_MAX || wish.delta() < -Limits.UNITS_MAX) {
            return new Refused(Reason.INVALID_REQUEST);
        }
        return unitsMissing(wish.delta(), pool) > 0
                ? new Refused(Reason.INSUFFICIENT_STOCK)
                : new Done(Events.apply(wish, pool), wish);
    }

    /** How many units must come back from slices before a withdrawal can be made; 0 when it can, or for an addition. */
    static long unitsMissing(long delta, Pool pool) {
        return Math.max(-delta - pool.available(), 0);
    }
}
