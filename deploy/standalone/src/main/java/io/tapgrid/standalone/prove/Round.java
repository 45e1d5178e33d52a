package io.tapgrid.standalone.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.standalone.prove.check.Findings;
import io.tapgrid.standalone.prove.check.Interval;
import io.tapgrid.standalone.prove.check.LedgerLine;
import io.tapgrid.standalone.prove.check.Promise;
import io.tapgrid.standalone.prove.check.PurchaseRow;
import io.tapgrid.standalone.prove.check.RoundCheck;
import io.tapgrid.standalone.prove.check.RoundFacts;
import io.tapgrid.standalone.prove.fault.Injector;
import io.tapgrid.standalone.prove.fault.Scene;
import io.tapgrid.standalone.prove.system.Copies;
import io.tapgrid.standalone.prove.system.Operator;
import io.tapgrid.standalone.prove.system.Subject;
import io.tapgrid.standalone.prove.traffic.History;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import io.tapgrid.standalone.prove.traffic.Traffic;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One sale from its creation to the checks after its end. */
final class Round {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(120);
    private static final Duration READY_WITHIN = Duration.ofSeconds(180);
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofSeconds(120);
    private static final Duration BEFORE_IMPORT = Duration.ofSeconds(8);
    private static final int LINES_PER_SECOND = 4_000;
    private static final Duration BEFORE_OPENING = Duration.ofSeconds(3);
    private static final Duration AFTER_CLOSING = Duration.ofSeconds(2);

    private final Scene scene;
    private final Injector injector;
    private final SaleTerms sale;
    private final ProvePlan plan;
    private final Consumer<String> say;
    private final Findings findings;

    Round(Scene scene, Injector injector, SaleTerms sale, ProvePlan plan, Consumer<String> say, Findings findings) {
        this.scene = scene;
        this.injector = injector;
        this.sale = sale;
        this.plan = plan;
        this.say = say;
        this.findings = findings;
    }

    /** Makes the sale, sends the shoppers, injects the faults, waits for rest, checks. Returns how many purchases there were. */
    long run(History history, long seed) throws Exception {
        Duration length = Duration.between(sale.opensAt(), sale.closesAt());
        String csv = reservations(length);
        Stage stage = new Stage(scene);
        stage.open(sale, csv);
        scene.enter(sale, csv);
        try (Traffic traffic = stage.crowd(sale, history, seed)) {
            Stage.await(sale.opensAt().minus(BEFORE_OPENING));
            Duration shopping = Duration.between(Instant.now(), sale.closesAt()).plus(AFTER_CLOSING);
            CompletableFuture<Void> crowd = CompletableFuture.runAsync(() -> {
                try {
                    traffic.run(plan.rate(), shopping);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            List<Interval> withoutMajority = injector.run(history, sale.closesAt(), findings);
            crowd.join();
            rest();
            long open = traffic.settle(ANSWER_WITHIN);
            if (open > 0) {
                findings.add(Promise.ANSWERS, open + " requests were not answered even at rest");
            }
            return check(history, withoutMajority);
        }
    }

    private String reservations(Duration length) {
        int shoppers =
                Traffic.shoppersFor(plan.rate(), length.plus(BEFORE_OPENING).plus(AFTER_CLOSING));
        return IntStream.range(0, shoppers)
                .mapToObj(index -> Traffic.reserved(sale, index))
                .flatMap(uid -> List.of(SaleTerms.HOT + "," + uid, SaleTerms.WIDE + "," + uid).stream())
                .collect(Collectors.joining("\n", "sku,uid\n", "\n"));
    }

    /** All processes ready, all holds lapsed or kept, the journal in MySQL. */
    private void rest() throws InterruptedException {
        say.accept(sale.id() + " is over; waiting for rest");
        if (!scene.subject().awaitWhole(READY_WITHIN)) {
            findings.add(
                    Promise.LIVENESS, "not every process is ready " + READY_WITHIN.toSeconds() + " s after the sale");
        }
        Instant lapsed = Instant.now().plus(SaleTerms.PAY_FOR);
        Subject.await(ANSWER_WITHIN, () -> Instant.now().isAfter(lapsed) && nothingIsDue());
        if (!Subject.await(CAUGHT_UP_WITHIN, this::isShipped)) {
            findings.add(Promise.CAUGHT_UP, "journal entries are left after " + CAUGHT_UP_WITHIN.toSeconds() + " s");
        }
    }

    private boolean nothingIsDue() {
        try {
            return scene.grid()
                    .rows("SELECT PURCHASE_ID FROM PURCHASE WHERE SALE_ID = '" + sale.id()
                            + "' AND STATE IN ('HELD', 'CARTED') LIMIT 1")
                    .isEmpty();
        } catch (SQLException away) {
            return false;
        }
    }

    private boolean isShipped() {
        try {
            return scene.grid().entriesBehind() == 0;
        } catch (SQLException away) {
            return false;
        }
    }

    private long check(History history, List<Interval> withoutMajority) throws Exception {
        RoundFacts facts = new RoundFacts(
                sale,
                history.wishes(),
                scene.grid().rows(purchases("PURCHASE")).stream()
                        .map(PurchaseRow::of)
                        .toList(),
                scene.mysql().rows(purchases("purchase")).stream()
                        .map(PurchaseRow::of)
                        .toList(),
                scene
                        .mysql()
                        .rows("SELECT " + LedgerLine.COLUMNS + " FROM ledger WHERE sale_id = '" + sale.id()
                                + "' ORDER BY shard, seq, idx")
                        .stream()
                        .map(LedgerLine::of)
                        .toList(),
                scene.mysql().refusedPurchases(),
                conservation(),
                history.acknowledgements(),
                withoutMajority,
                history.complaints());
        RoundCheck.run(facts, findings);
        Copies.compare(scene.subject()).forEach(what -> findings.add(Promise.COPIES_EQUAL, what));
        say.accept(sale.id() + ": " + history.operations() + " requests, " + history.unknown() + " unknown, "
                + facts.grid().size() + " purchases; "
                + (findings.none() ? "nothing wrong" : findings.counts().toString()));
        return facts.grid().size();
    }

    private String purchases(String table) {
        return "SELECT " + PurchaseRow.COLUMNS + " FROM " + table + " WHERE SALE_ID = '" + sale.id() + "'";
    }

    private JsonNode conservation() throws InterruptedException {
        Operator.Answer answer = scene.operator().get("/sales/" + sale.id() + "/conservation", ANSWER_WITHIN);
        return answer.body();
    }

    /** The sale of the n-th round, from 0: opens soon enough for its reservations to be imported. */
    static SaleTerms sale(int index, ProvePlan plan) {
        SaleTerms.RuleKind[] rules = SaleTerms.RuleKind.values();
        Duration length = plan.lengthOfARound();
        boolean reservations = index % 3 != 2;
        Duration lead = BEFORE_IMPORT.plus(reservations ? importTime(plan.rate(), length) : Duration.ZERO);
        Instant opens = Instant.now().plus(lead).truncatedTo(ChronoUnit.MILLIS);
        return new SaleTerms(
                "ROUND-" + (index + 1),
                rules[index % rules.length],
                reservations,
                opens,
                opens.plus(length),
                Math.max(20, plan.rate() * length.toSeconds() / 60),
                10L * plan.rate() * length.toSeconds());
    }

    /** Two lines for each shopper; a busy machine takes some thousands a second. */
    private static Duration importTime(int rate, Duration length) {
        return Duration.ofSeconds(2L * Traffic.shoppersFor(rate, length) / LINES_PER_SECOND);
    }
}
