package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.CASE;
import static io.tapgrid.testkit.Fixtures.HOLD_FOR;
import static io.tapgrid.testkit.Fixtures.PAY_FOR;
import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.cancel;
import static io.tapgrid.testkit.Fixtures.cart;
import static io.tapgrid.testkit.Fixtures.draft;
import static io.tapgrid.testkit.Fixtures.grab;
import static io.tapgrid.testkit.Fixtures.item;
import static io.tapgrid.testkit.Fixtures.key;
import static io.tapgrid.testkit.Fixtures.pay;
import static io.tapgrid.testkit.Fixtures.payment;
import static io.tapgrid.testkit.Fixtures.shopper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Adjusted;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.SaleAdmin.ItemStock;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import io.tapgrid.gridapi.SaleGrid;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link SaleGrid} and {@link SaleAdmin} does, in memory and in the grid alike. Each test
 * makes a sale of its own, so one grid may serve all of them. Whatever happens in the background is waited for with a
 * bounded deadline; the clock moves only when a test moves it, and never back.
 */
abstract class SaleGridContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ACTOR = "operator";

    private final SaleId saleId =
            new SaleId("DAY-" + ThreadLocalRandom.current().nextInt(1, 1_000_000_000));

    /** The grid under test, as shoppers' processes see it. */
    abstract SaleGrid grid();

    /** The same grid, as operators see it. */
    abstract SaleAdmin admin();

    /** The clock by which the grid decides. */
    abstract SettableClock clock();

    @BeforeEach
    void the_grid_answers() {
        eventually("the board is there", () -> grid().board().isPresent());
    }

    // ---- the way of a sale

    @Test
    void a_new_sale_is_a_draft_that_nobody_can_grab_in() {
        create(Rule.ONE_PER_ITEM, 10);

        assertThat(card().sale().state()).isEqualTo(SaleState.DRAFT);
        assertRefused(decide(grab(saleId, PHONE, shopper(1), "k")), Reason.UNKNOWN_SALE);
    }

    @Test
    void a_scheduled_sale_opens_and_closes_by_itself() {
        create(Rule.ONE_PER_ITEM, 10);
        schedule();
        assertRefused(decide(grab(saleId, PHONE, shopper(1), "k")), Reason.NOT_STARTED);

        clock().set(card().sale().opensAt());
        awaitState(SaleState.OPEN);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));

        clock().set(card().sale().closesAt());
        awaitState(SaleState.CLOSED);
        assertRefused(decide(grab(saleId, PHONE, shopper(2), "k")), Reason.SALE_ENDED);
    }

    @Test
    void a_paused_sale_sells_nothing_and_a_resumed_one_does() {
        open(Rule.ONE_PER_ITEM, 10);

        move(Move.PAUSE);
        awaitState(SaleState.PAUSED);
        assertRefused(decide(grab(saleId, PHONE, shopper(1), "k")), Reason.PAUSED);

        move(Move.RESUME);
        awaitState(SaleState.OPEN);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));
    }

    @Test
    void while_paused_a_hold_can_be_carted_paid_and_given_back() {
        open(Rule.ONE_PER_ITEM, 10);
        PurchaseId first = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();
        PurchaseId second = won(decide(grab(saleId, PHONE, shopper(2), "k"))).id();
        move(Move.PAUSE);

        moved(decide(cart(first)));
        moved(decide(pay(first, "p1")));
        moved(decide(cancel(second)));

        assertThat(stock(PHONE, it -> it.paid() == 1 && it.held() == 0).holds()).isTrue();
    }

    @Test
    void a_closed_sale_cannot_be_resumed() {
        open(Rule.ONE_PER_ITEM, 10);
        move(Move.CLOSE);

        assertThat(admin().move(saleId, Move.RESUME, ACTOR))
                .isInstanceOfSatisfying(
                        Applied.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.WRONG_STATE));
        move(Move.CLOSE);
    }

    @Test
    void an_unknown_sale_cannot_be_moved() {
        assertThat(admin().move(saleId, Move.PAUSE, ACTOR))
                .isInstanceOfSatisfying(
                        Applied.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNKNOWN_SALE));
    }

    // ---- writing a sale

    @Test
    void saving_the_same_again_changes_nothing() {
        Sale sale = create(Rule.ONE_PER_ITEM, 10);

        Saved again = admin().save(sale, items(10), ACTOR);

        assertThat(again).isInstanceOfSatisfying(Saved.Done.class, it -> {
            assertThat(it.created()).isFalse();
            assertThat(it.changed()).isFalse();
            assertThat(it.sale().version()).isEqualTo(1);
        });
    }

    @Test
    void a_change_must_be_based_on_the_present_version() {
        Sale sale = create(Rule.ONE_PER_ITEM, 10);
        Sale renamed = renamed(sale, 2);
        assertThat(admin().save(renamed, items(10), ACTOR)).isInstanceOf(Saved.Done.class);

        Saved late = admin().save(withRule(sale, Rule.UNLIMITED, 2), items(10), ACTOR);

        assertThat(late)
                .isInstanceOfSatisfying(
                        Saved.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.WRONG_STATE));
        assertThat(card().sale().names()).containsEntry("en", "Another day");
    }

    @Test
    void stock_is_not_changed_by_saving() {
        Sale sale = create(Rule.ONE_PER_ITEM, 10);

        assertThat(admin().save(renamed(sale, 2), items(11), ACTOR))
                .isInstanceOfSatisfying(
                        Saved.Refused.class, it -> assertThat(it.message()).contains("stock"));
    }

    @Test
    void the_rule_of_an_open_sale_stays() {
        open(Rule.ONE_PER_ITEM, 10);
        Sale sale = card().sale();

        assertThat(admin().save(withRule(sale, Rule.UNLIMITED, sale.version() + 1), items(10), ACTOR))
                .isInstanceOf(Saved.Refused.class);
    }

    @Test
    void every_change_is_in_the_audit() {
        create(Rule.ONE_PER_ITEM, 10);
        schedule();

        List<AuditRow> rows = admin().audit(Instant.parse("9999-01-01T00:00:00Z"), 1_000);

        assertThat(rows.stream().filter(it -> it.subject().contains(saleId.value())))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(it -> it.actor().equals(ACTOR));
    }

    // ---- a grab

    @Test
    void a_win_is_a_hold_of_one_unit() {
        open(Rule.ONE_PER_ITEM, 10);

        Purchase won = won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertThat(won.state()).isEqualTo(PurchaseState.HELD);
        assertThat(won.decidedAt()).isEqualTo(clock().instant());
        assertThat(won.holdExpiresAt()).isEqualTo(clock().instant().plus(HOLD_FOR));
        assertThat(join(grid().purchase(won.id()))).contains(won);
        assertThat(join(grid().purchases(shopper(1)))).contains(won);
        assertThat(stock(PHONE, it -> it.held() == 1).holds()).isTrue();
    }

    @Test
    void a_repeat_is_answered_with_the_same_purchase_in_its_present_state() {
        open(Rule.UNLIMITED, 10);
        Purchase won = won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(won);
        Purchase released = moved(decide(cancel(won.id())));

        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(released);
    }

    @Test
    void a_repeat_is_answered_even_when_the_sale_is_paused_closed_or_sold_out() {
        open(Rule.UNLIMITED, 1);
        Purchase won = won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(won);
        move(Move.PAUSE);
        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(won);
        move(Move.CLOSE);
        assertThat(repeated(decide(grab(saleId, PHONE, shopper(1), "k")))).isEqualTo(won);
    }

    @Test
    void a_key_that_won_is_not_good_for_another_item() {
        open(Rule.UNLIMITED, 10);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertRefused(decide(grab(saleId, CASE, shopper(1), "k")), Reason.KEY_REUSED);
    }

    @Test
    void a_second_unit_is_refused_where_the_rule_allows_one() {
        open(Rule.ONE_PER_ITEM, 10);
        won(decide(grab(saleId, PHONE, shopper(1), "k1")));

        assertRefused(decide(grab(saleId, PHONE, shopper(1), "k2")), Reason.LIMIT_REACHED);
        won(decide(grab(saleId, CASE, shopper(1), "k3")));
    }

    @Test
    void what_is_not_there_is_named() {
        open(Rule.ONE_PER_ITEM, 10);

        assertRefused(decide(grab(new SaleId("NO-SALE"), PHONE, shopper(1), "k")), Reason.UNKNOWN_SALE);
        assertRefused(decide(grab(saleId, new Sku("NO-ITEM"), shopper(1), "k")), Reason.UNKNOWN_ITEM);
        assertRefused(decide(cart(new PurchaseId(saleId, 0, shopper(1)))), Reason.UNKNOWN_PURCHASE);
        assertThat(join(grid().purchase(new PurchaseId(saleId, 0, shopper(1))))).isEmpty();
    }

    // ---- after the win

    @Test
    void a_cart_can_be_paid_for_and_refunded() {
        open(Rule.ONE_PER_ITEM, 10);
        PurchaseId id = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();

        assertThat(moved(decide(cart(id))).payBy()).isEqualTo(clock().instant().plus(PAY_FOR));
        assertThat(moved(decide(pay(id, "p1"))).state()).isEqualTo(PurchaseState.PAID);
        assertThat(stock(PHONE, it -> it.paid() == 1).holds()).isTrue();
        assertThat(moved(decide(new ShardCommand.Refund(id, payment("p1")))).releaseReason())
                .isEqualTo(ReleaseReason.REFUNDED);
        assertThat(stock(PHONE, it -> it.paid() == 0).holds()).isTrue();
    }

    @Test
    void a_hold_that_lapses_is_released_and_sold_again() {
        open(Rule.ONE_PER_ITEM, 1);
        PurchaseId id = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();
        awaitSoldOut(PHONE, true);

        clock().advance(HOLD_FOR);
        eventually("the hold is released", () -> stateOf(id) == PurchaseState.RELEASED);
        awaitSoldOut(PHONE, false);

        assertRefused(decide(cart(id)), Reason.HOLD_EXPIRED);
        eventually("the unit is sold again", () -> decide(grab(saleId, PHONE, shopper(2), "k")) instanceof Outcome.Won);
    }

    @Test
    void a_cancelled_unit_is_sold_again_from_any_shard() {
        open(Rule.ONE_PER_ITEM, 1);
        PurchaseId id = won(decide(grab(saleId, PHONE, shopper(1), "k"))).id();
        moved(decide(cancel(id)));

        for (int number = 2; number < 12; number++) {
            Uid uid = shopper(number);
            eventually("the unit is won again", () -> decide(grab(saleId, PHONE, uid, "k")) instanceof Outcome.Won);
            moved(decide(cancel(new PurchaseId(saleId, 0, uid))));
        }
    }

    // ---- stock

    @Test
    void seven_units_find_seven_shoppers_and_no_more() {
        open(Rule.ONE_PER_ITEM, 7);

        Map<Class<?>, Integer> outcomes = grabAll(PHONE, 64);

        assertThat(outcomes).containsEntry(Outcome.Won.class, 7);
        awaitSoldOut(PHONE, true);
        assertRefused(decide(grab(saleId, PHONE, shopper(1_000), "k")), Reason.SOLD_OUT);
        assertThat(stock(PHONE, it -> it.held() == 7).holds()).isTrue();
    }

    @Test
    void every_unit_is_sold_while_demand_lasts() {
        open(Rule.ONE_PER_ITEM, 500);

        Map<Class<?>, Integer> outcomes = grabAll(PHONE, 700);

        assertThat(outcomes).containsEntry(Outcome.Won.class, 500);
        assertThat(stock(PHONE, it -> it.held() == 500).holds()).isTrue();
    }

    @Test
    void a_sale_whose_items_are_all_gone_is_sold_out_and_open_again_when_stock_is_added() {
        open(Rule.UNLIMITED, 1);
        won(decide(grab(saleId, PHONE, shopper(1), "k1")));
        won(decide(grab(saleId, CASE, shopper(1), "k2")));
        awaitSoldOut(PHONE, true);
        awaitState(SaleState.SOLD_OUT);

        adjusted(adjust(PHONE, 3, "a1"));

        awaitState(SaleState.OPEN);
        won(decide(grab(saleId, PHONE, shopper(1), "k3")));
    }

    @Test
    void an_adjustment_is_made_once_however_often_it_is_asked_for() {
        open(Rule.ONE_PER_ITEM, 10);

        adjusted(adjust(PHONE, 5, "a1"));
        Adjusted.Done again = adjusted(adjust(PHONE, 5, "a1"));

        assertThat(again.added()).isEqualTo(5);
        assertThat(adjust(PHONE, 6, "a1"))
                .isInstanceOfSatisfying(
                        Adjusted.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.KEY_REUSED));
        assertThat(stock(PHONE, it -> it.added() == 5).holds()).isTrue();
    }

    @Test
    void a_withdrawal_takes_all_it_asks_for_or_nothing() {
        open(Rule.ONE_PER_ITEM, 1_000);
        won(decide(grab(saleId, PHONE, shopper(1), "k")));

        assertThat(adjust(PHONE, -1_000, "a1"))
                .isInstanceOfSatisfying(
                        Adjusted.Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.INSUFFICIENT_STOCK));
        assertThat(adjusted(adjust(PHONE, -999, "a2")).withdrawn()).isEqualTo(999);

        assertThat(stock(PHONE, it -> it.withdrawn() == 999).holds()).isTrue();
        awaitSoldOut(PHONE, true);
    }

    @Test
    void an_adjustment_of_nothing_or_of_too_much_is_invalid() {
        open(Rule.ONE_PER_ITEM, 10);

        for (long delta : new long[] {0, 1_000_000_001L, -1_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(adjust(PHONE, delta, "a" + delta))
                    .isInstanceOfSatisfying(
                            Adjusted.Refused.class,
                            it -> assertThat(it.reason()).isEqualTo(Reason.INVALID_REQUEST));
        }
    }

    // ---- reservations

    @Test
    void only_those_who_reserved_win_where_a_reservation_is_required() {
        createReserved(10);
        schedule();
        Outcome made = decide(new ShardCommand.Reserve(saleId, PHONE, shopper(1)));
        Outcome again = decide(new ShardCommand.Reserve(saleId, PHONE, shopper(1)));
        clock().set(card().sale().opensAt());
        awaitState(SaleState.OPEN);

        assertThat(made)
                .isInstanceOfSatisfying(
                        Outcome.Reserved.class, it -> assertThat(it.made()).isTrue());
        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Reserved.class, it -> assertThat(it.made()).isFalse());
        assertThat(join(grid().reservation(saleId, PHONE, shopper(1)))).isPresent();
        assertThat(join(grid().reservation(saleId, PHONE, shopper(2)))).isEmpty();
        won(decide(grab(saleId, PHONE, shopper(1), "k")));
        assertRefused(decide(grab(saleId, PHONE, shopper(2), "k")), Reason.NOT_RESERVED);
        assertRefused(decide(new ShardCommand.Reserve(saleId, PHONE, shopper(2))), Reason.WRONG_STATE);
    }

    @Test
    void an_import_only_adds() {
        createReserved(10);
        List<Line> lines = new ArrayList<>();
        for (int number = 0; number < 2_000; number++) {
            lines.add(new Line(PHONE, shopper(number)));
        }

        SaleAdmin.Imported first = join(admin().importReservations(saleId, lines));
        SaleAdmin.Imported again = join(admin().importReservations(saleId, lines.subList(0, 700)));

        assertThat(first).isEqualTo(new SaleAdmin.Imported(2_000, 0));
        assertThat(again).isEqualTo(new SaleAdmin.Imported(0, 700));
        assertThat(join(grid().reservation(saleId, PHONE, shopper(1_999)))).isPresent();
    }

    @Test
    void an_import_into_a_closed_sale_fails_with_the_reason() {
        open(Rule.ONE_PER_ITEM, 10);
        move(Move.CLOSE);

        assertThatThrownBy(() -> join(admin().importReservations(saleId, List.of(new Line(PHONE, shopper(1))))))
                .rootCause()
                .isInstanceOfSatisfying(
                        GridUnavailableException.class,
                        it -> assertThat(it.reason()).isEqualTo(Reason.WRONG_STATE));
    }

    // ---- steps

    private Sale create(Rule rule, long stock) {
        Sale sale = draft(saleId, rule, clock().instant());
        assertThat(admin().save(sale, items(stock), ACTOR))
                .isInstanceOfSatisfying(
                        Saved.Done.class, it -> assertThat(it.created()).isTrue());
        awaitState(SaleState.DRAFT);
        return sale;
    }

    private void createReserved(long stock) {
        Sale sale = draft(saleId, Rule.ONE_PER_ITEM, clock().instant());
        Sale reserved = new Sale(
                sale.id(),
                sale.names(),
                sale.opensAt(),
                sale.closesAt(),
                true,
                sale.rule(),
                sale.holdFor(),
                sale.payFor(),
                sale.state(),
                1);
        assertThat(admin().save(reserved, items(stock), ACTOR)).isInstanceOf(Saved.Done.class);
        awaitState(SaleState.DRAFT);
    }

    private List<Item> items(long stock) {
        return List.of(item(saleId, PHONE, stock), item(saleId, CASE, stock));
    }

    private static Sale renamed(Sale sale, long version) {
        return new Sale(
                sale.id(),
                Map.of("en", "Another day"),
                sale.opensAt(),
                sale.closesAt(),
                sale.reservationRequired(),
                sale.rule(),
                sale.holdFor(),
                sale.payFor(),
                sale.state(),
                version);
    }

    private static Sale withRule(Sale sale, Rule rule, long version) {
        return new Sale(
                sale.id(),
                sale.names(),
                sale.opensAt(),
                sale.closesAt(),
                sale.reservationRequired(),
                rule,
                sale.holdFor(),
                sale.payFor(),
                sale.state(),
                version);
    }

    private void schedule() {
        move(Move.SCHEDULE);
        awaitState(SaleState.SCHEDULED);
    }

    private void open(Rule rule, long stock) {
        create(rule, stock);
        schedule();
        clock().set(card().sale().opensAt());
        awaitState(SaleState.OPEN);
    }

    private void move(Move move) {
        assertThat(admin().move(saleId, move, ACTOR))
                .isInstanceOfSatisfying(
                        Applied.Done.class, it -> assertThat(it.pendingShards()).isEmpty());
    }

    private Adjusted adjust(Sku sku, long delta, String key) {
        return admin().adjustStock(saleId, sku, delta, "because", key(key), ACTOR);
    }

    private static Adjusted.Done adjusted(Adjusted adjusted) {
        assertThat(adjusted).isInstanceOf(Adjusted.Done.class);
        return (Adjusted.Done) adjusted;
    }

    /** Everybody grabs at once; what came of it, counted. */
    private Map<Class<?>, Integer> grabAll(Sku sku, int shoppers) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int number = 0; number < shoppers; number++) {
            answers.add(grid().decide(grab(saleId, sku, shopper(number), "k")).toCompletableFuture());
        }
        Map<Class<?>, Integer> outcomes = new HashMap<>();
        answers.forEach(it -> outcomes.merge(outcome(join(it)).getClass(), 1, Integer::sum));
        return outcomes;
    }

    private Outcome decide(ShardCommand command) {
        return outcome(join(grid().decide(command)));
    }

    private static Outcome outcome(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Decided.class);
        return ((Answer.Decided) answer).outcome();
    }

    private static Purchase won(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Won.class);
        return ((Outcome.Won) outcome).purchase();
    }

    private static Purchase repeated(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Repeated.class);
        return ((Outcome.Repeated) outcome).purchase();
    }

    private static Purchase moved(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Moved.class);
        return ((Outcome.Moved) outcome).purchase();
    }

    private static void assertRefused(Outcome outcome, Reason reason) {
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
    }

    private SaleCard card() {
        return admin().board().sale(saleId).orElseThrow();
    }

    private PurchaseState stateOf(PurchaseId id) {
        return join(grid().purchase(id)).orElseThrow().state();
    }

    /** The item's reading once it is settled and shows what is waited for. */
    private ItemStock stock(Sku sku, java.util.function.Predicate<ItemStock> expected) {
        List<ItemStock> seen = new ArrayList<>();
        eventually("the stock is settled as expected, last seen " + seen, () -> {
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
    private void awaitState(SaleState state) {
        eventually(
                "the sale is " + state,
                () -> shown().map(it -> it.sale().state()).equals(Optional.of(state)));
    }

    private void awaitSoldOut(Sku sku, boolean soldOut) {
        eventually(
                sku + " is sold out: " + soldOut,
                () -> shown().flatMap(it -> it.item(sku)).map(ItemCard::soldOut).equals(Optional.of(soldOut)));
    }

    private Optional<SaleCard> shown() {
        return grid().board().flatMap(it -> it.sale(saleId));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Polls, with a bound: the background work of the grid has no other sign of being done. */
    private static void eventually(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
