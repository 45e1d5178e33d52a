package io.tapgrid.testkit;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.escrow.Adjustment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.sale.ChangeRules;
import io.tapgrid.domain.sale.ChangeRules.Objection;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.OperatorRules;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.sale.Terms;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.domain.stock.Conservation;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The operators' door to the grid in memory. Every shard has applied a command as soon as it is done. */
final class MemoryAdmin implements SaleAdmin {
    private record MoveKey(SaleId saleId, RequestKey key) {}

    private record AdjustmentKey(SaleId saleId, Sku sku, RequestKey key) {}

    private final MemoryRows rows;
    private final MemoryBoard board;
    private final Clock clock;
    private final Map<AdjustmentKey, StockAdjusted> adjustments = new HashMap<>();
    private final Map<MoveKey, Move> moves = new HashMap<>();
    private final List<AuditRow> audit = new ArrayList<>();

    MemoryAdmin(MemoryRows rows, MemoryBoard board, Clock clock) {
        this.rows = rows;
        this.board = board;
        this.clock = clock;
    }

    /** The time of this call, with everything caught up to it. */
    private Instant now() {
        Instant now = rows.notBefore(clock.instant());
        rows.catchUp(now);
        return now;
    }

    @Override
    public Board board() {
        synchronized (rows) {
            return board.read(now());
        }
    }

    @Override
    public Saved save(Sale sale, List<Item> items, String actor) {
        synchronized (rows) {
            Instant now = now();
            Terms after = new Terms(sale, items);
            Optional<Sale> known = rows.sale(sale.id());
            return known.isPresent()
                    ? change(new Terms(known.get(), rows.items(sale.id())), after, actor, now)
                    : create(after, actor, now);
        }
    }

    private Saved create(Terms terms, String actor, Instant now) {
        Optional<Objection> objection = ChangeRules.toCreation(terms.sale(), terms.items());
        if (objection.isPresent()) {
            return new Saved.Refused(objection.get().reason(), objection.get().message());
        }
        List<Item> items = terms.items().stream().map(it -> it.withVersion(1)).toList();
        write(terms.sale(), items);
        record(new AuditRow(
                now, actor, "create", terms.sale().id().value(), "", new Terms(terms.sale(), items).toString()));
        return new Saved.Done(terms.sale(), items, true, true);
    }

    private Saved change(Terms before, Terms after, String actor, Instant now) {
        if (before.saysTheSame(after)) {
            return new Saved.Done(before.sale(), before.items(), false, false);
        }
        Optional<Objection> objection = ChangeRules.toChange(before, after, now);
        if (objection.isPresent()) {
            return new Saved.Refused(objection.get().reason(), objection.get().message());
        }
        List<Item> items = ChangeRules.itemsAfter(before, after);
        write(after.sale(), items);
        String subject = after.sale().id().value();
        record(new AuditRow(
                now, actor, "change", subject, before.toString(), new Terms(after.sale(), items).toString()));
        return new Saved.Done(after.sale(), items, false, true);
    }

    private void write(Sale sale, List<Item> items) {
        rows.put(sale);
        items.forEach(rows::put);
    }

    @Override
    public Applied move(SaleId saleId, Move move, Optional<RequestKey> key, String actor) {
        synchronized (rows) {
            Instant now = now();
            Optional<Sale> sale = rows.sale(saleId);
            if (sale.isEmpty()) {
                return new Applied.Refused(Reason.UNKNOWN_SALE, "saleId: " + saleId + " (expected: a known sale)");
            }
            Optional<Move> earlier = key.map(it -> moves.get(new MoveKey(saleId, it)));
            if (earlier.isPresent()) {
                return earlier.get() == move
                        ? new Applied.Done(sale.get(), Set.of())
                        : new Applied.Refused(Reason.KEY_REUSED, "the key was used for " + earlier.get());
            }
            Optional<SaleState> state = target(sale.get(), move, now);
            if (state.isEmpty()) {
                return new Applied.Refused(
                        Reason.WRONG_STATE, "state: " + sale.get().state() + " does not allow " + move);
            }
            key.ifPresent(it -> moves.put(new MoveKey(saleId, it), move));
            return moved(sale.get(), state.get(), actor, now);
        }
    }

    private static Optional<SaleState> target(Sale sale, Move move, Instant now) {
        return switch (move) {
            case SCHEDULE -> OperatorRules.schedule(sale, now);
            case PAUSE -> OperatorRules.pause(sale);
            case RESUME -> OperatorRules.resume(sale, now);
            case CLOSE -> OperatorRules.close(sale);
        };
    }

    private Applied moved(Sale sale, SaleState state, String actor, Instant now) {
        if (sale.state() == state) {
            return new Applied.Done(sale, Set.of());
        }
        Sale next = sale.become(state);
        rows.put(next);
        record(new AuditRow(now, actor, "move", sale.id().value(), sale.state().name(), state.name()));
        rows.catchUp(now);
        return new Applied.Done(rows.sale(sale.id()).orElse(next), Set.of());
    }

    @Override
    public Adjusted adjustStock(SaleId saleId, Sku sku, long delta, String reason, RequestKey key, String actor) {
        synchronized (rows) {
            Instant now = now();
            if (rows.item(saleId, sku).isEmpty()) {
                Reason unknown = rows.sale(saleId).isEmpty() ? Reason.UNKNOWN_SALE : Reason.UNKNOWN_ITEM;
                return new Adjusted.Refused(unknown, "sku: " + sku + " (expected: an item of a known sale)");
            }
            AdjustmentKey id = new AdjustmentKey(saleId, sku, key);
            StockAdjusted wish = new StockAdjusted(saleId, sku, delta, reason, key.value());
            if (!adjustments.containsKey(id) && Adjustment.unitsMissing(delta, rows.pool(saleId, sku)) > 0) {
                rows.collect(saleId, sku);
            }
            Pool before = rows.pool(saleId, sku);
            return Adjustment.decide(wish, before, adjustments.get(id))
                    .fold(
                            done -> {
                                adjustments.put(id, wish);
                                rows.adjust(wish);
                                String subject = saleId + "/" + sku;
                                record(new AuditRow(
                                        now, actor, "adjust-stock", subject, text(before), text(done.pool())));
                                return shown(done.pool());
                            },
                            repeated -> shown(repeated.pool()),
                            refused -> new Adjusted.Refused(refused.reason(), "delta: " + delta));
        }
    }

    private static String text(Pool pool) {
        return "{\"units\":" + pool.units() + ",\"pool\":" + pool.available() + "}";
    }

    private static Adjusted shown(Pool pool) {
        return new Adjusted.Done(pool.initial(), pool.added(), pool.withdrawn(), pool.available(), pool.version());
    }

    @Override
    public CompletionStage<Imported> importReservations(SaleId saleId, List<Line> lines) {
        synchronized (rows) {
            Instant now = now();
            int added = 0;
            int existing = 0;
            for (ImportReservations command : byShard(saleId, lines)) {
                Outcome outcome = rows.decide(command, now);
                if (outcome instanceof Outcome.Imported it) {
                    added += it.added();
                    existing += it.existing();
                } else if (outcome instanceof Outcome.Refused it) {
                    return CompletableFuture.failedStage(new GridUnavailableException(
                            it.reason(), Duration.ZERO, "saleId: " + saleId + " takes no reservations"));
                }
            }
            return CompletableFuture.completedStage(new Imported(added, existing));
        }
    }

    private List<ImportReservations> byShard(SaleId saleId, List<Line> lines) {
        Map<Integer, List<Line>> byShard = lines.stream()
                .collect(Collectors.groupingBy(it -> rows.sharding().of(it.uid()), TreeMap::new, Collectors.toList()));
        List<ImportReservations> commands = new ArrayList<>();
        byShard.forEach((shard, all) -> {
            for (int from = 0; from < all.size(); from += Limits.IMPORT_LINES_MAX) {
                int to = Math.min(all.size(), from + Limits.IMPORT_LINES_MAX);
                commands.add(new ImportReservations(saleId, shard, all.subList(from, to)));
            }
        });
        return commands;
    }

    @Override
    public List<ItemStock> conservation(SaleId saleId) {
        synchronized (rows) {
            Instant now = now();
            return rows.items(saleId).stream().map(it -> stock(it, now)).toList();
        }
    }

    private ItemStock stock(Item item, Instant now) {
        Pool pool = rows.pool(item.saleId(), item.sku());
        Conservation law = Conservation.of(pool, rows.slices(item.saleId(), item.sku()));
        long carted = rows.shards().stream()
                .flatMap(it -> it.purchases().stream())
                .filter(it -> isCarted(it, item))
                .count();
        return ItemStock.of(pool, law, carted, now);
    }

    private static boolean isCarted(Purchase purchase, Item item) {
        return purchase.state() == PurchaseState.CARTED
                && purchase.sku().equals(item.sku())
                && purchase.id().saleId().equals(item.saleId());
    }

    @Override
    public AuditPage audit(AuditMark before, int limit) {
        synchronized (rows) {
            List<AuditMark> older = IntStream.range(0, audit.size())
                    .mapToObj(this::mark)
                    .filter(it -> it.compareTo(before) < 0)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            List<AuditMark> page = older.subList(0, Math.min(limit, older.size()));
            return new AuditPage(
                    page.stream().map(it -> audit.get(place(it))).toList(),
                    older.size() > limit ? Optional.of(page.get(limit - 1)) : Optional.empty());
        }
    }

    private AuditMark mark(int place) {
        return new AuditMark(audit.get(place).at(), String.format("%09d", place));
    }

    private static int place(AuditMark mark) {
        return Integer.parseInt(mark.key());
    }

    @Override
    public void record(AuditRow row) {
        synchronized (rows) {
            audit.add(row);
        }
    }
}
