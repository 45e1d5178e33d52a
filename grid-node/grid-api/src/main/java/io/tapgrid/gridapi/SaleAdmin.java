package io.tapgrid.gridapi;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.domain.stock.Conservation;
import io.tapgrid.domain.stock.Pool;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The grid as operators' processes see it. Blocking; call it from threads that may wait. Every method throws
 * {@link GridUnavailableException} when the grid cannot take the command now; what was asked may be repeated with the
 * same key.
 */
public interface SaleAdmin {
    /** Lines of one {@link #importReservations}. */
    int IMPORT_LINES_MAX = 4_096;

    /** The newest board, drafts and closed sales included, read now. */
    Board board();

    /**
     * Creates a sale (state DRAFT, version 1) with its items and pools, or changes one. A change must carry the version
     * it was based on plus one; past SCHEDULED only names and closesAt may differ.
     *
     * @param actor who asks, for the audit
     */
    Saved save(Sale sale, List<Item> items, String actor);

    /**
     * Moves a sale along an arrow: schedule, pause, resume, close. Asking for the state it is in already is harmless.
     *
     * @param key has at most one effect: asked with again, it is answered with the sale as it is now, and with another
     *     move it is {@code key-reused}
     */
    Applied move(SaleId saleId, Move move, Optional<RequestKey> key, String actor);

    /** Moves a sale without a key: a repeat that comes late is a new request. */
    default Applied move(SaleId saleId, Move move, String actor) {
        return move(saleId, move, Optional.empty(), actor);
    }

    /** Adds (delta > 0) or withdraws (delta < 0, all or nothing) units. One key has at most one effect. */
    Adjusted adjustStock(SaleId saleId, Sku sku, long delta, String reason, RequestKey key, String actor);

    /**
     * Adds reservations of any shards, at low priority, at most {@link #IMPORT_LINES_MAX} lines a call; completes when all are committed.
     * The caller bounds how many calls are under way.
     */
    CompletionStage<Imported> importReservations(SaleId saleId, List<Line> lines);

    /** One reading per item in which the law could be checked; {@link ItemStock#settled} tells whether it counts. */
    List<ItemStock> conservation(SaleId saleId);

    /** The newest audit rows first, at most {@code limit} (1 to 1,000), all of them older than {@code before}. */
    AuditPage audit(AuditMark before, int limit);

    /** Records a change that happened outside the grid, for example the end of an import. */
    void record(AuditRow row);

    /** What an operator may do with a sale's state. */
    enum Move {
        SCHEDULE,
        PAUSE,
        RESUME,
        CLOSE
    }

    /** What came of {@link #save}: the rows as they stand, or why not. */
    sealed interface Saved {
        record Done(Sale sale, List<Item> items, boolean created, boolean changed) implements Saved {}

        record Refused(Reason reason, String message) implements Saved {}
    }

    /** What came of {@link #move}: {@code pendingShards} is empty once every shard has applied it. */
    sealed interface Applied {
        record Done(Sale sale, Set<Integer> pendingShards) implements Applied {}

        record Refused(Reason reason, String message) implements Applied {}
    }

    /** What came of {@link #adjustStock}, in units. */
    sealed interface Adjusted {
        record Done(long initial, long added, long withdrawn, long pool, long version) implements Adjusted {}

        record Refused(Reason reason, String message) implements Adjusted {}
    }

    /** How many lines of an import were new and how many stood already. */
    record Imported(int added, int existing) {}

    /**
     * An item's units at one reading. The law: initial + added − withdrawn = pool + available + held + carted + paid.
     *
     * @param held without the carted ones
     * @param settled whether nothing was on its way between pool and slices while it was read, so that {@code holds}
     *     means something
     */
    record ItemStock(
            Sku sku,
            long initial,
            long added,
            long withdrawn,
            long pool,
            long available,
            long held,
            long carted,
            long paid,
            boolean settled,
            boolean holds,
            Instant readAt) {
        /** A reading of the law, to which the purchases say how many of the held units are in carts. */
        public static ItemStock of(Pool pool, Conservation law, long carted, Instant readAt) {
            return new ItemStock(
                    pool.sku(),
                    pool.initial(),
                    pool.added(),
                    pool.withdrawn(),
                    law.pool(),
                    law.available(),
                    law.held() - carted,
                    carted,
                    law.sold(),
                    law.settled(),
                    law.holds(),
                    readAt);
        }
    }

    /** One change: who did what to what, with the values before and after as JSON text. */
    record AuditRow(Instant at, String actor, String action, String subject, String before, String after) {}

    /**
     * A row's place in the audit. Several rows may be of one instant, so the time alone would not do.
     *
     * @param at to the microsecond
     * @param key in the order of text; empty stands before every row of the instant
     */
    record AuditMark(Instant at, String key) implements Comparable<AuditMark> {
        private static final Comparator<AuditMark> OLDEST_FIRST =
                Comparator.comparing(AuditMark::at).thenComparing(AuditMark::key);

        /** Before everything of that instant. */
        public static AuditMark of(Instant at) {
            return new AuditMark(at, "");
        }

        @Override
        public int compareTo(AuditMark other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    /**
     * A part of the audit.
     *
     * @param next what to ask for the rest with; empty when there is none
     */
    record AuditPage(List<AuditRow> rows, Optional<AuditMark> next) {}
}
