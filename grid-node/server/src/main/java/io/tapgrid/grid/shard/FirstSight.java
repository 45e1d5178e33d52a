package io.tapgrid.grid.shard;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Decision;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardProcessor;
import io.tapgrid.domain.shard.ShardView;
import io.tapgrid.domain.stock.Slice;
import io.tapgrid.grid.node.Majority;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.ReservationRow;
import io.tapgrid.gridapi.row.RowMapping;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grabs of those who have not reserved, refused before any lock: in a sale that needs reservations they are most of the crowd, and a
 * transaction costs more than all the rest of such an answer. Reservations are only added, and nobody has won without one, so the
 * refusal is right as of the moment in which the row was not there. Everything else is left to the transaction. Worker threads only.
 */
final class FirstSight {
    private static final Logger LOG = LoggerFactory.getLogger(FirstSight.class);

    private final IgniteCache<ReservationKey, ReservationRow> reservations;
    private final IgniteCache<PurchaseKey, PurchaseRow> purchases;
    private final Ignite ignite;
    private final Clock clock;
    private final Majority majority;
    private final IntPredicate isPrimary;

    FirstSight(NodeContext node) {
        this.ignite = node.ignite();
        this.reservations = Caches.RESERVATION.of(ignite);
        this.purchases = Caches.PURCHASE.of(ignite);
        this.clock = node.clock();
        this.majority = node.majority();
        this.isPrimary = node::isPrimary;
    }

    /**
     * Those of the commands that are still to be decided; the others are answered. All are of shards whose primary this node was.
     *
     * @param seen takes the reservations that were found, which need not be read again: they do not change
     */
    List<Asked> refuse(List<Asked> commands, Map<ReservationKey, ReservationRow> seen) {
        Terms terms = new Terms(ignite);
        return commands.stream()
                .filter(asked -> !refusesIfItCan(asked, terms, seen))
                .toList();
    }

    /** What cannot be read here is left to the transaction, which knows what to answer then. */
    private boolean refusesIfItCan(Asked asked, Terms terms, Map<ReservationKey, ReservationRow> seen) {
        try {
            return refuses(asked, terms, seen);
        } catch (RuntimeException unreadable) {
            LOG.debug("{} is left to the transaction", asked.command(), unreadable);
            return false;
        }
    }

    private boolean refuses(Asked asked, Terms terms, Map<ReservationKey, ReservationRow> seen) {
        if (!(asked.command() instanceof ShardCommand.Grab grab)
                || !terms.sale(grab.saleId()).map(Sale::reservationRequired).orElse(false)
                || hasReserved(asked.shard(), grab, seen)
                || hasBought(asked.shard(), grab)) {
            return false;
        }
        Decision decision = ShardProcessor.decide(grab, new Stranger(asked.shard(), terms), clock.instant());
        boolean sure = decision.outcome() instanceof Outcome.Refused refused && refused.reason() == Reason.NOT_RESERVED;
        // Where the shard is just moving away, or has lost its owners, what is not seen here may be there all the same.
        if (!sure || !majority.holds() || !isPrimary.test(asked.shard()) || isLost(asked.shard())) {
            return false;
        }
        asked.decided(decision.outcome());
        return true;
    }

    private boolean isLost(int shard) {
        return reservations.lostPartitions().contains(shard)
                || purchases.lostPartitions().contains(shard);
    }

    private boolean hasReserved(int shard, ShardCommand.Grab grab, Map<ReservationKey, ReservationRow> seen) {
        ReservationKey key = RowMapping.reservationKey(shard, grab.saleId(), grab.sku(), grab.uid());
        ReservationRow row = reservations.localPeek(key, CachePeekMode.PRIMARY);
        if (row != null) {
            seen.put(key, row);
        }
        return row != null;
    }

    /** Something else of the sale, perhaps: then this may be a repeat, or the key of another request. */
    private boolean hasBought(int shard, ShardCommand.Grab grab) {
        PurchaseKey key = RowMapping.key(shard, new PurchaseId(grab.saleId(), 0, grab.uid()));
        return purchases.localPeek(key, CachePeekMode.PRIMARY) != null;
    }

    /** A shard as a shopper sees it who has neither reserved nor bought. */
    private static final class Stranger implements ShardView {
        private final int shard;
        private final Terms terms;

        Stranger(int shard, Terms terms) {
            this.shard = shard;
            this.terms = terms;
        }

        @Override
        public Optional<Sale> sale(SaleId saleId) {
            return terms.sale(saleId);
        }

        @Override
        public Optional<Item> item(SaleId saleId, Sku sku) {
            return terms.item(saleId, sku);
        }

        @Override
        public Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid) {
            return Optional.empty();
        }

        @Override
        public List<Purchase> purchases(SaleId saleId, Uid uid) {
            return List.of();
        }

        @Override
        public Slice slice(SaleId saleId, Sku sku) {
            return Slice.empty(saleId, sku, shard);
        }

        @Override
        public boolean isSoldOut(SaleId saleId, Sku sku) {
            return terms.isSoldOut(saleId, sku);
        }
    }
}
