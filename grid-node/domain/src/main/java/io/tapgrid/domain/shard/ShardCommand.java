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
import org.jspecify.annotations.Nullable;

/** What can be asked of one shard. Each is decided by {@link ShardProcessor}. */
public sealed interface ShardCommand {
    /** The shard that decides it. */
    int shard(Shards shards);

    /** A shopper's attempt at one unit. */
    record Grab(SaleId saleId, Sku sku, Uid uid, @Nullable RequestKey key) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(uid);
        }
    }

    /** A shopper reserves the right to try. */
    record Reserve(SaleId saleId, Sku sku, Uid uid) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(uid);
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

        /** One line of the list. */
        public record Line(Sku sku, Uid uid) {}
    }

    /** The shopper puts a held unit into the cart. The token was checked before. */
    record Cart(PurchaseId purchaseId, @Nullable RequestKey key) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }
    }

    /** The shopper gives a unit back. */
    record Cancel(PurchaseId purchaseId, @Nullable RequestKey key) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }
    }

    /** The shop says that a carted unit was paid for. */
    record Pay(PurchaseId purchaseId, Payment payment) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }
    }

    /** The shop says that a payment was given back. */
    record Refund(PurchaseId purchaseId, Payment payment) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }
    }

    /** A deadline was seen to pass; decided again in the shard's order, so one that comes late does nothing. */
    record Expire(PurchaseId purchaseId, int version) implements ShardCommand {
        @Override
        public int shard(Shards shards) {
            return shards.of(purchaseId.uid());
        }
    }
}
