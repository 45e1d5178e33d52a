package io.tapgrid.grid.sale;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.sale.ChangeRules;
import io.tapgrid.domain.sale.ChangeRules.Objection;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.OperatorRules;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.sale.Terms;
import io.tapgrid.domain.shard.Event.PoolPlaced;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.grid.audit.AuditLog;
import io.tapgrid.grid.shard.MoneyTransaction;
import io.tapgrid.grid.shard.NodeContext;
import io.tapgrid.grid.shard.OpenShard;
import io.tapgrid.grid.stock.SoldOutFlags;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.MoveKey;
import io.tapgrid.gridapi.row.MoveRow;
import io.tapgrid.gridapi.row.RowMapping;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes sales: what operators save, where they move a sale, where the clock does. Each change is one transaction in the order of the sale's own
 * shard, journaled there and audited; a new item's pool is placed in the same transaction, in the pool's shard.
 *
 * <p>A committed change is on every node, but a batch that was being decided meanwhile still has the old terms: whoever must know that it applies
 * lets {@link ShardBarrier} pass afterwards.
 *
 * <p>Any thread that may block for a transaction; may run on any node.
 */
final class SaleChanges {
    private final NodeContext context;
    private final Shards shards;
    private final SaleBook book;

    SaleChanges(NodeContext context, SaleBook book) {
        this.context = context;
        this.shards = context.shards();
        this.book = book;
    }

    /** Creates a sale or changes one; the rules say what may differ. */
    Saved save(Sale sale, List<Item> items, String actor) {
        Set<Integer> heads =
                items.stream().map(it -> shards.ofPool(it.saleId(), it.sku())).collect(Collectors.toSet());
        heads.add(shards.of(sale.id()));
        Terms wished = new Terms(sale, items);
        return context.transactions().run(heads, tx -> {
            OpenShard order = tx.shard(shards.of(sale.id()));
            return present(tx, sale.id())
                    .map(known -> change(tx, new Terms(known, itemsOf(known.id(), order)), wished, actor))
                    .orElseGet(() -> create(tx, wished, actor));
        });
    }

    /** Which items there are is this node's copy's knowledge; what they say is read in the transaction. */
    private List<Item> itemsOf(SaleId saleId, OpenShard order) {
        book.reloadItems();
        return book.items(saleId).stream()
                .map(it -> order.item(saleId, it.sku()).orElse(it))
                .toList();
    }

    private Saved create(MoneyTransaction tx, Terms wished, String actor) {
        Optional<Objection> objection = ChangeRules.toCreation(wished.sale(), wished.items());
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        List<Item> items = wished.items().stream().map(it -> it.withVersion(1)).toList();
        write(tx, wished.sale(), items);
        Sale sale = wished.sale();
        AuditLog.write(
                tx, new AuditRow(now(tx, sale), actor, "create", sale.id().value(), "{}", SaleText.json(sale, items)));
        return new Saved.Done(wished.sale(), items, true, true);
    }

    private Saved change(MoneyTransaction tx, Terms before, Terms wished, String actor) {
        if (before.saysTheSame(wished)) {
            return new Saved.Done(before.sale(), before.items(), false, false);
        }
        Instant now = now(tx, before.sale());
        Optional<Objection> objection = ChangeRules.toChange(before, wished, now);
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        List<Item> items = ChangeRules.itemsAfter(before, wished);
        List<Item> changed = without(items, before.items());
        write(tx, wished.sale(), changed);
        String was = SaleText.json(before.sale(), without(before.items(), items));
        String is = SaleText.json(wished.sale(), changed);
        AuditLog.write(tx, new AuditRow(now, actor, "change", wished.sale().id().value(), was, is));
        return new Saved.Done(wished.sale(), items, false, true);
    }

    private static List<Item> without(List<Item> items, List<Item> others) {
        Set<Item> left = new LinkedHashSet<>(items);
        others.forEach(left::remove);
        return List.copyOf(left);
    }

    private static Saved refused(Objection objection) {
        return new Saved.Refused(objection.reason(), objection.message());
    }

    private void write(MoneyTransaction tx, Sale sale, List<Item> items) {
        OpenShard order = tx.shard(shards.of(sale.id()));
        order.record(sale);
        for (Item item : items) {
            order.record(item);
            place(tx, item);
        }
    }

    /** A new item brings its pool; one that has a pool keeps it. */
    private void place(MoneyTransaction tx, Item item) {
        OpenShard side = tx.shard(shards.ofPool(item.saleId(), item.sku()));
        if (side.pool(item.saleId(), item.sku()).isEmpty()) {
            PoolPlaced placed = new PoolPlaced(item.saleId(), item.sku(), item.stock());
            Pool pool = Events.place(placed);
            side.record(placed, pool);
            SoldOutFlags.write(tx, pool, side.now());
        }
    }

    /** What an operator asks for, as far as the sale's row goes; the answer names no shards yet. */
    Applied move(SaleId saleId, Move move, Optional<RequestKey> key, String actor) {
        return context.transactions().run(Set.of(shards.of(saleId)), tx -> {
            Optional<Sale> sale = present(tx, saleId);
            if (sale.isEmpty()) {
                return new Applied.Refused(Reason.UNKNOWN_SALE, "saleId: " + saleId + " (expected: a known sale)");
            }
            Optional<MoveRow> earlier = key.flatMap(it -> tx.get(Caches.SALE_MOVE, keyOf(saleId, it)));
            if (earlier.isPresent()) {
                return repeated(sale.get(), move, earlier.get());
            }
            Applied applied = moved(tx, sale.get(), move, actor);
            if (applied instanceof Applied.Done) {
                MoveRow row = new MoveRow(move.name(), RowMapping.time(now(tx, sale.get())));
                key.ifPresent(it -> tx.put(Caches.SALE_MOVE, keyOf(saleId, it), row));
            }
            return applied;
        });
    }

    private MoveKey keyOf(SaleId saleId, RequestKey key) {
        return new MoveKey(shards.of(saleId), saleId.value(), key.value());
    }

    /** What the key did stays done once: somebody may have moved the sale on since. */
    private static Applied repeated(Sale sale, Move move, MoveRow earlier) {
        return earlier.move.equals(move.name())
                ? new Applied.Done(sale, Set.of())
                : new Applied.Refused(Reason.KEY_REUSED, "the key was used for " + earlier.move);
    }

    private Applied moved(MoneyTransaction tx, Sale sale, Move move, String actor) {
        return target(sale, move, now(tx, sale))
                .<Applied>map(state -> new Applied.Done(become(tx, sale, state, actor), Set.of()))
                .orElseGet(() ->
                        new Applied.Refused(Reason.WRONG_STATE, "state: " + sale.state() + " does not allow " + move));
    }

    private static Optional<SaleState> target(Sale sale, Move move, Instant now) {
        return switch (move) {
            case SCHEDULE -> OperatorRules.schedule(sale, now);
            case PAUSE -> OperatorRules.pause(sale);
            case RESUME -> OperatorRules.resume(sale, now);
            case CLOSE -> OperatorRules.close(sale);
        };
    }

    /**
     * Moves a sale where the clock wants it.
     *
     * @param due asked again in the transaction, where nobody else can move the sale
     * @return the sale after the step; empty when nothing was due any more
     */
    Optional<Sale> walk(SaleId saleId, Function<Sale, Optional<SaleState>> due, String actor) {
        return context.transactions()
                .run(
                        Set.of(shards.of(saleId)),
                        tx -> present(tx, saleId)
                                .flatMap(sale -> due.apply(sale).map(state -> become(tx, sale, state, actor))));
    }

    private static Optional<Sale> present(MoneyTransaction tx, SaleId saleId) {
        return tx.lockedSale(saleId).map(row -> RowMapping.sale(saleId.value(), row));
    }

    private Sale become(MoneyTransaction tx, Sale sale, SaleState state, String actor) {
        if (sale.state() == state) {
            return sale;
        }
        Sale next = sale.become(state);
        tx.shard(shards.of(sale.id())).record(next);
        String was = SaleText.json(sale, List.of());
        String is = SaleText.json(next, List.of());
        AuditLog.write(tx, new AuditRow(now(tx, sale), actor, "move", sale.id().value(), was, is));
        return next;
    }

    private Instant now(MoneyTransaction tx, Sale sale) {
        return tx.shard(shards.of(sale.id())).now();
    }
}
