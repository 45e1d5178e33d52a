package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.CASE;
import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.draft;
import static io.tapgrid.testkit.Fixtures.grab;
import static io.tapgrid.testkit.Fixtures.item;
import static io.tapgrid.testkit.Fixtures.key;
import static io.tapgrid.testkit.Fixtures.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Adjusted;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.ItemStock;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import io.tapgrid.gridapi.SaleGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the contract's tests are told in: a sale of its own for each, commands, and waiting with a bounded deadline for
 * whatever the grid does in the background. The clock moves only when a test moves it, and never back.
 */
public abstract class ContractSteps {
    static final String ACTOR = "operator";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL_EVERY = Duration.ofMillis(20);

    final SaleId saleId = new SaleId("DAY-" + ThreadLocalRandom.current().nextInt(1, 1_000_000_000));

    /** The grid under test, as shoppers' processes see it. */
    protected abstract SaleGrid grid();

    /** The same grid, as operators see it. */
    protected abstract SaleAdmin admin();

    /** The clock by which the grid decides. */
    protected abstract SettableClock clock();

    @BeforeEach
    void the_grid_answers() {
        eventually("the board is there", () -> grid().board().isPresent());
    }

    Sale create(Rule rule, long stock) {
        Sale sale = draft(saleId, rule, clock().instant());
        assertThat(admin().save(sale, items(stock), ACTOR))
                .isInstanceOfSatisfying(
                        Saved.Done.class, it -> assertThat(it.created()).isTrue());
        awaitState(SaleState.DRAFT);
        return sale;
    }

    void createReserved(long stock) {
        Sale sale = changed(draft(saleId, Rule.ONE_PER_ITEM, clock().instant()), "Phone day", true, Rule.ONE_PER_ITEM);
        assertThat(admin().save(sale.withVersion(1), items(stock), ACTOR)).isInstanceOf(Saved.Done.class);
        awaitState(SaleState.DRAFT);
    }

    List<Item> items(long stock) {
        return List.of(item(saleId, PHONE, stock), item(saleId, CASE, stock));
    }

    /** The next version of a sale, under another name. */
    static Sale renamed(Sale sale) {
        return changed(sale, "Another day", sale.reservationRequired(), sale.rule());
    }

    /** The next version of a sale, with another rule. */
    static Sale withRule(Sale sale, Rule rule) {
        return changed(sale, "Phone day", sale.reservationRequired(), rule);
    }

    private static Sale changed(Sale sale, String name, boolean reservationRequired, Rule rule) {
        return new Sale(
                sale.id(),
                Map.of("en", name),
                sale.opensAt(),
                sale.closesAt(),
                reservationRequired,
                rule,
                sale.holdFor(),
                sale.payFor(),
                sale.state(),
                sale.version() + 1);
    }

    void schedule() {
        move(Move.SCHEDULE);
        awaitState(SaleState.SCHEDULED);
    }

    void open(Rule rule, long stock) {
        create(rule, stock);
        schedule();
        clock().set(card().sale().opensAt());
        awaitState(SaleState.OPEN);
    }

    void move(Move move) {
        assertThat(admin().move(saleId, move, ACTOR))
                .isInstanceOfSatisfying(
                        Applied.Done.class, it -> assertThat(it.pendingShards()).isEmpty());
    }

    Adjusted adjust(Sku sku, long delta, String key) {
        return admin().adjustStock(saleId, sku, delta, "because", key(key), ACTOR);
    }

    static Adjusted.Done adjusted(Adjusted adjusted) {
        assertThat(adjusted).isInstanceOf(Adjusted.Done.class);
        return (Adjusted.Done) adjusted;
    }

    /** Everybody grabs at once; what came of it, counted. */
    Map<Class<?>, Integer> grabAll(Sku sku, int shoppers) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int number = 0; number < shoppers; number++) {
            answers.add(grid().decide(grab(saleId, sku, shopper(number), "k")).toCompletableFuture());
        }
        Map<Class<?>, Integer> outcomes = new HashMap<>();
        answers.forEach(it -> outcomes.merge(outcome(join(it)).getClass(), 1, Integer::sum));
        return outcomes;
    }

    Outcome decide(ShardCommand command) {
        return outcome(join(grid().decide(command)));
    }

    static Outcome outcome(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Decided.class);
        return ((Answer.Decided) answer).outcome();
    }

    static Purchase won(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Won.class);
        return ((Outcome.Won) outcome).purchase();
    }

    static Purchase repeated(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Repeated.class);
        return ((Outcome.Repeated) outcome).purchase();
    }

    static Purchase moved(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Moved.class);
        return ((Outcome.Moved) outcome).purchase();
    }

    static void assertRefused(Outcome outcome, Reason reason) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
    }

    SaleCard card() {
        return admin().board().sale(saleId).orElseThrow();
    }

    PurchaseState stateOf(PurchaseId id) {
        return join(grid().purchase(id)).orElseThrow().state();
    }

    /** The item's reading once it is settled and shows what is waited for. */
    ItemStock stock(Sku sku, Predicate<ItemStock> expected) {
        List<ItemStock> seen = new ArrayList<>();
        eventually(() -> "the stock is settled and as expected, last seen " + seen, () -> {
            ItemStock stock = admin().conservation(saleId).stream()
                    .filter(it -> it.sku().equals(sku))
                    .findFirst()
                    .orElseThrow();
            seen.clear();
            seen.add(stock);
            return stock.settled() && expected.test(stock);
        });
        return seen.get(0);
    }

    /** Waits until the board that shoppers see shows the state: the commands that follow are decided in it. */
    void awaitState(SaleState state) {
        eventually(
                "the sale is " + state,
                () -> shown().map(it -> it.sale().state()).equals(Optional.of(state)));
    }

    void awaitSoldOut(Sku sku, boolean soldOut) {
        eventually(
                sku + " is sold out: " + soldOut,
                () -> shown().flatMap(it -> it.item(sku)).map(ItemCard::soldOut).equals(Optional.of(soldOut)));
    }

    Optional<SaleCard> shown() {
        return grid().board().flatMap(it -> it.sale(saleId));
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    static void eventually(String what, BooleanSupplier condition) {
        eventually(() -> what, condition);
    }

    /** Polls, with a bound: the background work of the grid has no other sign of being done. */
    private static void eventually(Supplier<String> what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(POLL_EVERY.toNanos());
        }
    }
}
