package io.tapgrid.web.grid;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.RowMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.lang.IgniteFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of one shopper, read from the primary of his shard by key: no query, no index. Any thread; blocks none but {@link Senders}. */
final class GridReads {
    private static final Logger LOG = LoggerFactory.getLogger(GridReads.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Ignite ignite;
    private final Shards shards;
    private final Executor senders;
    private final Executor replies;

    GridReads(Ignite ignite, Shards shards, Executor senders, Executor replies) {
        this.ignite = ignite;
        this.shards = shards;
        this.senders = senders;
        this.replies = replies;
    }

    CompletionStage<Optional<Purchase>> purchase(PurchaseId id) {
        PurchaseKey key = RowMapping.key(shards.of(id.uid()), id);
        return ask(Caches.PURCHASE, cache -> cache.getAsync(key))
                .thenApply(row -> Optional.ofNullable(row).map(it -> RowMapping.purchase(id, it)));
    }

    CompletionStage<Optional<Reservation>> reservation(SaleId saleId, Sku sku, Uid uid) {
        ReservationKey key = RowMapping.reservationKey(shards.of(uid), saleId, sku, uid);
        return ask(Caches.RESERVATION, cache -> cache.getAsync(key))
                .thenApply(row -> Optional.ofNullable(row).map(it -> RowMapping.reservation(key, it)));
    }

    /** Number by number over all sales together: nobody has won more often than there are rounds. */
    CompletionStage<List<Purchase>> purchases(Uid uid, List<SaleId> sales) {
        return round(uid, sales, 0, List.of())
                .thenApply(found -> found.stream()
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .toList());
    }

    private CompletionStage<List<Purchase>> round(Uid uid, List<SaleId> sales, int no, List<Purchase> before) {
        if (sales.isEmpty() || no == Limits.PURCHASES_PER_SHOPPER_MAX) {
            return CompletableFuture.completedStage(before);
        }
        Map<PurchaseKey, PurchaseId> ids = new LinkedHashMap<>();
        for (SaleId sale : sales) {
            PurchaseId id = new PurchaseId(sale, no, uid);
            ids.put(RowMapping.key(shards.of(uid), id), id);
        }
        return ask(Caches.PURCHASE, cache -> cache.getAllAsync(ids.keySet())).thenCompose(rows -> {
            List<Purchase> found = rows == null ? List.of() : purchases(ids, rows);
            List<SaleId> more = found.stream().map(it -> it.id().saleId()).toList();
            return round(
                    uid,
                    more,
                    no + 1,
                    Stream.concat(before.stream(), found.stream()).toList());
        });
    }

    private static List<Purchase> purchases(Map<PurchaseKey, PurchaseId> ids, Map<PurchaseKey, PurchaseRow> rows) {
        List<Purchase> found = new ArrayList<>();
        ids.forEach((key, id) -> {
            PurchaseRow row = rows.get(key);
            if (row != null) {
                found.add(RowMapping.purchase(id, row));
            }
        });
        return found;
    }

    /** Completes on the executor: a listener that runs on a thread of the grid would hold up the grid. The result may be null. */
    private <K, V, T> CompletionStage<T> ask(
            CacheName<K, V> name, Function<IgniteCache<K, V>, IgniteFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            senders.execute(() -> send(name, question, answer));
        } catch (RejectedExecutionException stopping) {
            answer.completeExceptionally(unavailable(stopping));
        }
        return answer;
    }

    private <K, V, T> void send(
            CacheName<K, V> name, Function<IgniteCache<K, V>, IgniteFuture<T>> question, CompletableFuture<T> answer) {
        try {
            question.apply(name.of(ignite)).listenAsync(done -> take(done, answer), replies);
        } catch (RuntimeException failure) {
            answer.completeExceptionally(unavailable(failure));
        }
    }

    private static <T> void take(IgniteFuture<T> done, CompletableFuture<T> answer) {
        try {
            answer.complete(done.get());
        } catch (RuntimeException failure) {
            answer.completeExceptionally(unavailable(failure));
        }
    }

    private static GridUnavailableException unavailable(RuntimeException failure) {
        LOG.debug("a read failed", failure);
        return new GridUnavailableException(
                Reason.DEGRADED, RETRY_AFTER, "cannot be read now: " + failure.getMessage());
    }
}
