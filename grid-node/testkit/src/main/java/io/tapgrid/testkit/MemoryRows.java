package io.tapgrid.testkit;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.escrow.StockRules;
import io.tapgrid.domain.escrow.Transfer;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Lifecycle;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Decision;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardProcessor;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * All rows of the grid in memory, and the work that the real one does in the background, done here at once: whatever is
 * asked finds expired holds released, returned units in their pools and every sale in its due state.
 *
 * <p>Every method must be called while holding this object's monitor; {@link InMemoryGrid} does.
 */
final class MemoryRows {
    private final Shards shards;
    private final List<MemoryShard> byShard = new ArrayList<>();
    private final TreeMap<SaleId, Sale> sales = new TreeMap<>();
    private final Map<SaleId, TreeMap<Sku, Item>> items = new TreeMap<>();
    private final Map<SaleId, TreeMap<Sku, Pool>> pools = new TreeMap<>();
    private Instant lastNow = Instant.MIN;
    private long version = 1;

    MemoryRows(Shards shards) {
        this.shards = shards;
        for (int number = 0; number < shards.count(); number++) {
            byShard.add(new MemoryShard(number, this));
        }
    }

    /** Grows with every change of any row. */
    long version() {
        return version;
    }

    /** Time never goes back: a clock that does is overruled. */
    Instant notBefore(Instant now) {
        lastNow = now.isBefore(lastNow) ? lastNow : now;
        return lastNow;
    }

    Optional<Sale> sale(SaleId saleId) {
        return Optional.ofNullable(sales.get(saleId));
    }

    Collection<Sale> sales() {
        return List.copyOf(sales.values());
    }

    Optional<Item> item(SaleId saleId, Sku sku) {
        return Optional.ofNullable(items.getOrDefault(saleId, new TreeMap<>()).get(sku));
    }

    /** In their order on the page. */
    List<Item> items(SaleId saleId) {
        return items.getOrDefault(saleId, new TreeMap<>()).values().stream()
                .sorted(Comparator.comparingInt(Item::position).thenComparing(Item::sku))
                .toList();
    }

    Pool pool(SaleId saleId, Sku sku) {
        Pool pool = pools.getOrDefault(saleId, new TreeMap<>()).get(sku);
        if (pool == null) {
            throw new IllegalStateException("pool of " + sku + " in " + saleId + " is missing");
        }
        return pool;
    }

    List<Slice> slices(SaleId saleId, Sku sku) {
        return byShard.stream().map(it -> it.slice(saleId, sku)).toList();
    }

    MemoryShard shard(int number) {
        return byShard.get(number);
    }

    List<MemoryShard> shards() {
        return List.copyOf(byShard);
    }

    Shards sharding() {
        return shards;
    }

    void put(Sale sale) {
        sales.put(sale.id(), sale);
        version++;
    }

    /** A new item brings its pool. */
    void put(Item item) {
        items.computeIfAbsent(item.saleId(), it -> new TreeMap<>()).put(item.sku(), item);
        pools.computeIfAbsent(item.saleId(), it -> new TreeMap<>())
                .computeIfAbsent(item.sku(), sku -> Pool.placed(item.saleId(), sku, item.stock()));
        version++;
    }

    void put(Pool pool) {
        pools.computeIfAbsent(pool.saleId(), it -> new TreeMap<>()).put(pool.sku(), pool);
        version++;
    }

    /** Decides a command to its end: a grab whose slice is empty is decided again after the stock was moved. */
    Outcome decide(ShardCommand command, Instant now) {
        MemoryShard shard = byShard.get(command.shard(shards));
        Outcome outcome = decideOnce(command, shard, now);
        if (outcome instanceof Outcome.NeedsStock needs) {
            refill(needs.saleId(), needs.sku(), shard);
            return decideOnce(command, shard, now);
        }
        return outcome;
    }

    private Outcome decideOnce(ShardCommand command, MemoryShard shard, Instant now) {
        Decision decision = ShardProcessor.decide(command, shard, now);
        decision.events().forEach(event -> Events.apply(event, shard));
        version += decision.events().size();
        return decision.outcome();
    }

    private void refill(SaleId saleId, Sku sku, MemoryShard shard) {
        if (pool(saleId, sku).available() == 0) {
            collect(saleId, sku);
        }
        write(StockRules.refill(pool(saleId, sku), shard.slice(saleId, sku), shards.count(), 1), shard);
    }

    /** Brings every free unit of an item into its pool. */
    void collect(SaleId saleId, Sku sku) {
        for (MemoryShard shard : byShard) {
            write(StockRules.handBack(pool(saleId, sku), shard.slice(saleId, sku), 0), shard);
        }
    }

    private void write(Transfer transfer, MemoryShard shard) {
        if (transfer.changed()) {
            put(transfer.pool());
            shard.put(transfer.slice());
        }
    }

    /** What the grid does by itself: deadlines, returns, then what the clock makes of the sales. */
    void catchUp(Instant now) {
        byShard.forEach(shard -> expire(shard, now));
        byShard.forEach(this::settle);
        sales().forEach(sale -> walk(sale, now));
    }

    private void expire(MemoryShard shard, Instant now) {
        PriorityQueue<Purchase> queue = shard.byDeadline();
        while (!queue.isEmpty() && queue.peek().isOverdue(now)) {
            Purchase purchase = queue.poll();
            decideOnce(new ShardCommand.Expire(purchase.id(), purchase.version()), shard, now);
        }
    }

    /** Returned units go to their pool; and where that is dry, empty slices say so without being asked for a unit. */
    private void settle(MemoryShard shard) {
        for (Slice slice : shard.slices()) {
            Pool pool = pool(slice.saleId(), slice.sku());
            if (StockRules.owesHandBack(slice)) {
                write(StockRules.handBack(pool, slice, 0), shard);
            } else if (pool.available() == 0) {
                write(StockRules.declareEmpty(pool, slice), shard);
            }
        }
    }

    private void walk(Sale sale, Instant now) {
        Optional<SaleState> due = due(sale, now);
        for (Sale next = sale; due.isPresent(); due = due(next, now)) {
            next = next.become(due.get());
            put(next);
            if (next.state() == SaleState.WARMING) {
                warmUp(next);
            }
        }
    }

    private Optional<SaleState> due(Sale sale, Instant now) {
        boolean soldOut =
                pools.getOrDefault(sale.id(), new TreeMap<>()).values().stream().allMatch(Pool::isSoldOut);
        return Lifecycle.DEFAULT.due(sale, new Lifecycle.Stock(true, soldOut), now);
    }

    private void warmUp(Sale sale) {
        for (Item item : items(sale.id())) {
            for (MemoryShard shard : byShard) {
                Pool pool = pool(sale.id(), item.sku());
                write(StockRules.warmUp(pool, shard.slice(sale.id(), item.sku()), shards.count()), shard);
            }
        }
    }

    /** The event that an operator's wish is, applied. */
    void adjust(Event.StockAdjusted event) {
        put(Events.apply(event, pool(event.saleId(), event.sku())));
    }
}
