package io.tapgrid.domain.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a command came to. A refusal is a value, not an exception. */
public sealed interface Outcome {
    /** One branch for each kind; Java 17 has no pattern switch to make the compiler ask for all of them. */
    <T> T fold(Cases<T> cases);

    /** The branches of {@link #fold}. */
    record Cases<T>(
            Function<Won, T> won,
            Function<Repeated, T> repeated,
            Function<Moved, T> moved,
            Function<Reserved, T> reserved,
            Function<Imported, T> imported,
            Function<Nothing, T> nothing,
            Function<Refused, T> refused,
            Function<NeedsStock, T> needsStock) {}

    /** A grab that won this purchase just now. */
    record Won(Purchase purchase) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.won().apply(this);
        }
    }

    /** A grab that had won this purchase before; it is shown in its current state. */
    record Repeated(Purchase purchase) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.repeated().apply(this);
        }
    }

    /** Cart, cancel, pay or refund: the purchase is now in the state asked for, or was already. */
    record Moved(Purchase purchase) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.moved().apply(this);
        }
    }

    /** The reservation stands; {@code made} tells whether this command made it. */
    record Reserved(Reservation reservation, boolean made) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.reserved().apply(this);
        }
    }

    /** An import: how many lines were added and how many stood already. */
    record Imported(int added, int existing) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.imported().apply(this);
        }
    }

    /** There was nothing to do: an expiry that came late. */
    record Nothing() implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.nothing().apply(this);
        }
    }

    /** Not done, and why. {@code field} names the offending field of an invalid request. */
    record Refused(Reason reason, @Nullable String field) implements Outcome {
        public Refused(Reason reason) {
            this(reason, null);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused().apply(this);
        }
    }

    /** All rules are kept, but the slice is empty and may be refilled. Never leaves the grid. */
    record NeedsStock(SaleId saleId, Sku sku) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.needsStock().apply(this);
        }
    }
}
