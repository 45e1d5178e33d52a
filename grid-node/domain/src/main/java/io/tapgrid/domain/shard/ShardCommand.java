package io.tapgrid.domain.shard;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be asked of one shard. Each is decided by {@link ShardProcessor}. */
public sealed interface ShardCommand {
    /** The shard that decides it. */
    int shard(Shards shards);

    /** One branch for each kind; Java 17 has no pattern switch to make the compiler ask for all of them. */
    <T> T fold(Cases<T> cases);

    /** The branches of {@link #fold}. */
    record Cases<T>(
            Function<Grab, T> grab,
            Function<Reserve, T> reserve,
            Function<ImportReservations, T> importReservations,
            Function<Cart, T> cart,
            Function<Cancel, T> cancel,
            Function<Pay, T> pay,
            Function<Refund, T> refund,
            Function<Expire, T> expire) {}

    /** A shopper's attempt at one unit. */
    record Grab(SaleId saleId, Sku sku, Uid uid, @Nullable RequestKey key) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(uid);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.grab().apply(this);
        }
    }

    /** A shopper reserves the right to try. */
    record Reserve(SaleId saleId, Sku sku, Uid uid) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(uid);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.reserve().apply(this);
        }
    }

    /** Reservations from a list, all of one shard; only adds. At most {@link Limits#IMPORT_LINES_MAX} lines. */
    record ImportReservations(SaleId saleId, int shard, List<Line> lines) implements ShardCommand {
        public ImportReservations {
            lines = List.copyOf(lines);
            if (lines.size() > Limits.IMPORT_LINES_MAX) {
                throw new IllegalArgumentException(
                        "lines: " + lines.size() + " (expected: at most " + Limits.IMPORT_LINES_MAX + ")");
            }
        }

        @Override
        public int shard(Shards shards) {
            return shard;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.importReservations().apply(this);
        }

        /** One line of the list. */
        public record Line(Sku sku, Uid uid) {}
    }

    /** The shopper puts a held unit into the cart. The token was checked before. */
    record Cart(PurchaseId purchaseId, @Nullable RequestKey key) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.cart().apply(this);
        }
    }

    /** The shopper gives a unit back. */
    record Cancel(PurchaseId purchaseId, @Nullable RequestKey key) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.cancel().apply(this);
        }
    }

    /** The shop says that a carted unit was paid for. */
    record Pay(PurchaseId purchaseId, Payment payment) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.pay().apply(this);
        }
    }

    /** The shop says that a payment was given back. */
    record Refund(PurchaseId purchaseId, Payment payment) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refund().apply(this);
        }
    }

    /** A deadline was seen to pass; decided again in the shard's order, so one that comes late does nothing. */
    record Expire(PurchaseId purchaseId, int version) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.expire().apply(this);
        }
    }
}
