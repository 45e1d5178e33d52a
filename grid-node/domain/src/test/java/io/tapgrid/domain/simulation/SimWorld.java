package io.tapgrid.domain.simulation;

import static io.tapgrid.domain.simulation.LawBroken.unless;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.escrow.Adjustment;
import io.tapgrid.domain.escrow.StockRules;
import io.tapgrid.domain.escrow.Transfer;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Lifecycle;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Decision;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.simulation.NaiveModel.Bought;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small cluster: shards on nodes whose clocks differ, pools, one sale; and beside it the model, which is asked about
 * every command. Nothing here is random.
 */
final class SimWorld {
    final Kernel kernel;
    final Shards sharding;
    final Map<Sku, Item> items;
    final NaiveModel model;
    final List<SimShard> shards = new ArrayList<>();
    final Map<Sku, Pool> pools = new HashMap<>();
    private final Map<Sku, List<Event>> poolJournals = new HashMap<>();
    private final Map<String, StockAdjusted> adjustments = new HashMap<>();
    private final long[] clockOffMicros;
    private final Laws laws;
    private Sale sale;
    private Instant time;
    private Instant walkedAt = Instant.EPOCH;
    final Map<String, Long> answers = new TreeMap<>();
    String lastAnswer = "";
    int wins;

    SimWorld(Kernel kernel, Shards sharding, Sale sale, List<Item> items, Instant time, long[] clockOffMicros) {
        this.kernel = kernel;
        this.sharding = sharding;
        this.sale = sale;
        this.time = time;
        this.clockOffMicros = clockOffMicros;
        this.items = new TreeMap<>();
        items.forEach(it -> this.items.put(it.sku(), it));
        this.model = new NaiveModel(this.items);
        for (Item item : items) {
            pools.put(item.sku(), Events.place(new Event.PoolPlaced(sale.id(), item.sku(), item.stock())));
            poolJournals.put(item.sku(), new ArrayList<>());
        }
        for (int number = 0; number < sharding.count(); number++) {
            SimShard shard = new SimShard(number, sale, this.items);
            shard.node = number % clockOffMicros.length;
            shards.add(shard);
        }
        laws = new Laws(this);
    }

    Sale sale() {
        return sale;
    }

    Instant time() {
        return time;
    }

    void advanceTo(Instant later) {
        time = later.isAfter(time) ? later : time;
    }

    /** What the clock of a node shows. */
    Instant clock(int node) {
        return time.plusNanos(clockOffMicros[node] * 1_000);
    }

    long clockOffMicros(int node) {
        return clockOffMicros[node];
    }

    int nodes() {
        return clockOffMicros.length;
    }

    Pool pool(Sku sku) {
        return Optional.ofNullable(pools.get(sku)).orElseThrow();
    }

    List<Slice> slices(Sku sku) {
        return shards.stream().map(it -> it.slice(sale.id(), sku)).toList();
    }

    Slice slice(SimShard shard, Sku sku) {
        return shard.slice(sale.id(), sku);
    }

    void send(ShardCommand command) {
        shards.get(command.shard(sharding)).queue.add(SimJob.of(command));
    }

    void checkLaws() {
        laws.check();
    }

    // ---- commands in a shard's order

    /** A batch that was decided but not committed: its node died, or it had no majority. Its jobs still wait. */
    void runInVain(SimShard shard, int jobs) {
        SimBatch batch = new SimBatch(shard);
        Instant now = kernel.now(shard.lastNow, clock(shard.node));
        shard.queue.stream().limit(jobs).forEach(job -> {
            ShardCommand command = job.command();
            if (command != null) {
                batch.record(kernel.decide(command, batch, now).events());
            }
        });
    }

    /** One transaction over the next jobs of a shard's queue. */
    void run(SimShard shard, int jobs) {
        Instant now = kernel.now(shard.lastNow, clock(shard.node));
        unless(
                !now.isBefore(shard.lastNow),
                () -> "time went back in shard " + shard.number + ": " + shard.lastNow + " → " + now);
        SimBatch batch = new SimBatch(shard);
        for (int i = 0; i < jobs && !shard.queue.isEmpty(); i++) {
            SimJob job = shard.queue.remove();
            if (job.change() != null) {
                shard.apply(job.change());
            } else if (job.command() != null) {
                decide(job.command(), shard, batch, now);
            }
        }
        batch.commit();
        shard.lastNow = now;
    }

    private void decide(ShardCommand command, SimShard shard, SimBatch batch, Instant now) {
        Map<Sku, Slice> before = new HashMap<>();
        items.keySet().forEach(sku -> before.put(sku, batch.slice(sale.id(), sku)));
        Decision decision = kernel.decide(command, batch, now);
        batch.record(decision.events());
        String expected = model.answer(command, shard.sale(), now);
        String actual = NaiveModel.text(decision.outcome());
        lastAnswer = actual;
        answers.merge(kind(actual), 1L, Long::sum);
        if (expected.equals(NaiveModel.MAY_WIN) && command instanceof ShardCommand.Grab grab) {
            expected = mayWin(grab, shard, onSale(grab.sku(), before, decision), now);
        }
        if (!expected.equals(actual)) {
            throw new LawBroken(command + " at " + now + ": " + actual + ", model: " + expected);
        }
        if (decision.outcome() instanceof Outcome.NeedsStock) {
            shard.parked.add(SimJob.of(command));
        }
        compareRows(command, batch);
    }

    /** An answer without its particulars. */
    private static String kind(String answer) {
        String[] words = answer.split(" ", 3);
        return words[0].equals("refused") ? words[1] : words[0];
    }

    /** Units that could be won, with those that this very decision released. */
    private static long onSale(Sku sku, Map<Sku, Slice> before, Decision decision) {
        Slice slice = Optional.ofNullable(before.get(sku)).orElseThrow();
        long lapsed = decision.events().stream()
                .filter(it -> it instanceof Event.UnitReleased released
                        && released.purchase().sku().equals(sku))
                .count();
        return slice.marked() ? slice.available() + lapsed : 0;
    }

    private String mayWin(ShardCommand.Grab grab, SimShard shard, long onSale, Instant now) {
        if (onSale == 0) {
            return shard.isSoldOut(sale.id(), grab.sku()) ? "refused sold-out" : "needs stock";
        }
        Bought won = model.win(grab, shard.sale(), now);
        unless(
                !now.isBefore(sale.opensAt()) && now.isBefore(sale.closesAt()),
                () -> "won outside the sale's time, at " + now);
        wins++;
        return "won " + won.text();
    }

    private void compareRows(ShardCommand command, SimBatch batch) {
        command.fold(new ShardCommand.Cases<Boolean>(
                it -> compare(it.uid(), batch),
                it -> compareReservation(it.sku(), it.uid(), batch),
                it -> it.lines().stream().allMatch(line -> compareReservation(line.sku(), line.uid(), batch)),
                it -> compare(it.purchaseId().uid(), batch),
                it -> compare(it.purchaseId().uid(), batch),
                it -> compare(it.purchaseId().uid(), batch),
                it -> compare(it.purchaseId().uid(), batch),
                it -> compare(it.purchaseId().uid(), batch)));
    }

    private boolean compareReservation(Sku sku, Uid uid, SimBatch batch) {
        boolean there = batch.reservation(sale.id(), sku, uid).isPresent();
        unless(there == model.isReserved(sku, uid), () -> "reservation of " + uid + " for " + sku + ": " + there);
        return true;
    }

    private boolean compare(Uid uid, SimBatch batch) {
        List<Bought> expected = model.of(uid);
        List<Purchase> actual = batch.purchases(sale.id(), uid);
        unless(
                expected.size() == actual.size(),
                () -> uid + " has " + actual.size() + " purchases, model " + expected.size());
        for (int i = 0; i < expected.size(); i++) {
            String row = Bought.text(actual.get(i));
            String model = expected.get(i).text();
            unless(row.equals(model), () -> uid + ": " + row + ", model: " + model);
        }
        return true;
    }

    // ---- stock between shards

    void refill(SimShard shard, Sku sku) {
        write(kernel.refill(pool(sku), slice(shard, sku), sharding.count(), shard.parked.size()), shard);
        shard.queue.addAll(shard.parked);
        shard.parked.clear();
    }

    void handBack(SimShard shard, Sku sku, long keep) {
        write(kernel.handBack(pool(sku), slice(shard, sku), keep), shard);
    }

    void declareEmpty(SimShard shard, Sku sku) {
        write(kernel.declareEmpty(pool(sku), slice(shard, sku)), shard);
    }

    void warmUp(SimShard shard, Sku sku) {
        Slice before = slice(shard, sku);
        write(kernel.warmUp(pool(sku), before, sharding.count()), shard);
        unless(before.received() == 0 || before.equals(slice(shard, sku)), () -> "warmed twice: " + slice(shard, sku));
    }

    private void write(Transfer transfer, SimShard shard) {
        Sku sku = transfer.pool().sku();
        pools.put(sku, transfer.pool());
        if (!transfer.slice().equals(slice(shard, sku))) {
            shard.put(transfer.slice());
        }
        poolJournal(sku).addAll(transfer.poolEvents());
        shard.journal.addAll(transfer.sliceEvents());
    }

    private List<Event> poolJournal(Sku sku) {
        return Optional.ofNullable(poolJournals.get(sku)).orElseThrow();
    }

    /** Every free unit that no queue is about to take goes to the pool. */
    void collect(Sku sku) {
        shards.forEach(it -> handBack(it, sku, 0));
    }

    /** Brings to the pool what a withdrawal is missing there. */
    void collectFor(Sku sku, long delta) {
        for (SimShard shard : shards) {
            write(kernel.collect(pool(sku), slice(shard, sku), Adjustment.unitsMissing(delta, pool(sku))), shard);
        }
    }

    void adjust(Sku sku, long delta, String key) {
        Pool pool = pool(sku);
        StockAdjusted wish = new StockAdjusted(sale.id(), sku, delta, "because", key);
        Adjustment decided = kernel.adjust(wish, pool, adjustments.get(sku + " " + key));
        String expected = model.adjust(sku, delta, key, pool.available());
        String actual = decided.fold(it -> "done", it -> "repeated", it -> switch (it.reason()) {
            case INSUFFICIENT_STOCK -> "insufficient";
            case KEY_REUSED -> "reused";
            case INVALID_REQUEST -> "invalid";
            default -> it.reason().word();
        });
        unless(actual.equals(expected), () -> wish + ": " + actual + ", model: " + expected);
        if (decided instanceof Adjustment.Done done) {
            pools.put(sku, done.pool());
            poolJournal(sku).addAll(done.events());
            adjustments.put(sku + " " + key, wish);
        }
    }

    /** The item's flag as the pool has it now reaches a shard. It must be true of every slice at this instant. */
    void flag(SimShard shard, Sku sku) {
        boolean soldOut = kernel.isSoldOut(pool(sku));
        if (soldOut) {
            unless(pool(sku).available() == 0, () -> "called sold out with units in the pool: " + pool(sku));
            slices(sku).forEach(it -> unless(!it.marked(), () -> "called sold out while a shard may sell: " + it));
        }
        shard.flag(sku, soldOut);
    }

    // ---- the sale

    /** One arrow of the walk, by the clock of the sale's node; every shard will hear of it in its order. */
    void walk() {
        walkedAt = kernel.now(walkedAt, clock(shards.get(0).node));
        boolean soldOut = items.keySet().stream().allMatch(it -> kernel.isSoldOut(pool(it)));
        Optional<SaleState> due = kernel.due(sale, new Lifecycle.Stock(isWarm(), soldOut), walkedAt);
        String expected = NaiveModel.due(sale, isWarm(), soldOut, walkedAt);
        String actual = due.orElse(sale.state()).name();
        unless(
                actual.equals(expected),
                () -> "the clock makes of " + sale + " at " + walkedAt + " " + actual + ", model " + expected);
        due.ifPresent(this::become);
    }

    private boolean isWarm() {
        return items.keySet().stream().allMatch(sku -> shards.stream().allMatch(it -> isWarm(it, sku)));
    }

    private boolean isWarm(SimShard shard, Sku sku) {
        return slice(shard, sku).received() > 0
                || Math.min(
                                StockRules.warmUpShare(pool(sku), sharding.count()),
                                pool(sku).available())
                        == 0;
    }

    void become(SaleState state) {
        if (sale.state() != state) {
            sale = sale.become(state);
            shards.forEach(it -> it.queue.add(SimJob.of(sale)));
        }
    }

    /** The node is gone: its shards move on; what was under way there is passed to the given handler. */
    List<SimJob> lose(int node) {
        List<SimJob> inFlight = new ArrayList<>();
        for (SimShard shard : shards) {
            if (shard.node == node) {
                shard.node = (node + 1) % nodes();
                shard.queue.stream().filter(it -> it.command() != null).forEach(inFlight::add);
                shard.queue.removeIf(it -> it.command() != null);
                inFlight.addAll(shard.parked);
                shard.parked.clear();
            }
        }
        return inFlight;
    }

    /** Applying the events again from nothing leads to the very rows there are. */
    void compareWithReplay() {
        for (SimShard shard : shards) {
            SimShard replayed = new SimShard(shard.number, sale, items);
            shard.journal.forEach(it -> Events.apply(it, replayed));
            unless(replayed.rows().equals(shard.rows()), () -> "shard " + shard.number + " differs from its journal");
        }
        for (Item item : items.values()) {
            Pool replayed = Events.place(new Event.PoolPlaced(sale.id(), item.sku(), item.stock()));
            for (Event event : poolJournal(item.sku())) {
                replayed = Events.apply(event, replayed);
            }
            unless(replayed.equals(pool(item.sku())), () -> "pool differs from its journal: " + pool(item.sku()));
        }
    }
}
