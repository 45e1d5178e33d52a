package io.tapgrid.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.load.crowd.FakeShop.Fault;
import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Target;
import io.tapgrid.load.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runs take seconds of waiting and little work, so they go on at the same time. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class CrowdTest {

    private static final int UNITS = 30;
    /** Some holds lapse and come back. */
    private static final Habits USUAL =
            new Habits(0.5, 0.4, 0.6, 0.1, 0.05, 0.10, 0.10, 0.05, 1_000, Duration.ofMillis(40));

    /** Nobody lets a hold lapse, so holds may be long and a busy machine changes nothing. */
    private static final Habits SURE = new Habits(0.5, 0.4, 0.6, 0.1, 0, 0.10, 0, 0, 1_000, Duration.ofMillis(40));

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void an_honest_shop_sells_every_unit_and_keeps_every_promise() throws Exception {
        List<CrowdProgress> seen = new ArrayList<>();
        try (var shop = new FakeShop(UNITS, shoppers(), SHORT, EnumSet.noneOf(Fault.class))) {
            CrowdReport report = Crowd.run(plan(shop).withBots(3), seen::add);

            assertThat(report.violations()).isEmpty();
            assertThat(report.everyUnitSold()).isTrue();
            assertThat(report.ended().get("paid")).isGreaterThan(UNITS / 2);
            assertThat(report.refused()).containsKeys("sold-out", "not-reserved", "limit-reached");
            assertThat(report.counts().get("wins repeated on purpose")).isPositive();
            assertThat(shop.loginTokens).hasSize(shoppers().size() + 3);
            assertThat(seen)
                    .last()
                    .satisfies(progress -> assertThat(progress.unitsCertain()).isEqualTo(UNITS));
        }
    }

    @Test
    void lost_answers_and_overload_break_no_promise_and_are_repeated_with_the_same_key() throws Exception {
        var faults = EnumSet.of(Fault.CUTS_SOME_ANSWERS, Fault.IS_OVERLOADED_AT_FIRST);
        try (var shop = new FakeShop(UNITS, shoppers(), SHORT, faults)) {
            CrowdReport report = Crowd.run(plan(shop), progress -> {});

            assertThat(report.violations()).isEmpty();
            assertThat(report.everyUnitSold()).isTrue();
            assertThat(report.refused()).containsKeys("degraded", "too-fast");
            assertThat(report.counts().get("unanswered")).isPositive();
            assertThat(report.counts().get("repeated with the same key")).isPositive();
            Map<String, Long> sentByKey =
                    shop.grabKeys.stream().collect(Collectors.groupingBy(key -> key, Collectors.counting()));
            assertThat(sentByKey).hasSizeLessThan(shop.grabKeys.size());
        }
    }

    @ParameterizedTest(name = "a shop that {0}")
    @CsvSource({
        "OVERSELLS, is oversold",
        "SELLS_TWICE_FOR_ONE_KEY, has two purchases",
        "FORGETS_A_PURCHASE, is lost",
        "IGNORES_THE_RULE, rule ONE_PER_ITEM",
        "LETS_ANYBODY_IN, had no reservation and won",
        "FORGETS_PAYMENTS, 'pay ACKNOWLEDGED'",
        "RELEASES_EARLY, '3~'",
        "WINS_BEHIND_BACKS, was never told of",
        "ANSWERS_BARE_500, outside the contract",
        "REFUSES_REPEATS, a repeat of key",
        "GIVES_ONE_TO_TWO, was given to",
    })
    void a_shop_that_breaks_a_promise_is_caught(Fault fault, String said) throws Exception {
        // Bots that are slow to log in must still find something to win.
        int units = fault == Fault.LETS_ANYBODY_IN ? 10 * UNITS : UNITS;
        try (var shop = new FakeShop(units, shoppers(), LONG, EnumSet.of(fault))) {
            CrowdReport report = Crowd.run(plan(shop).withBots(3).withHabits(SURE), progress -> {});

            assertThat(report.everyPromiseKept()).isFalse();
            assertThat(report.violations()).anySatisfy(what -> assertThat(what).contains(said));
        }
    }

    @Test
    void who_does_what_follows_from_the_seed() throws Exception {
        try (var shop = new FakeShop(UNITS, shoppers(), SHORT, EnumSet.noneOf(Fault.class));
                var again = new FakeShop(UNITS, shoppers(), SHORT, EnumSet.noneOf(Fault.class));
                var driver = HttpDriver.start(Target.of(shop.uri()), DriverOptions.defaults())) {
            assertThat(character(plan(shop).withSeed(7), driver))
                    .isEqualTo(character(plan(again).withSeed(7), driver));
            assertThat(character(plan(shop).withSeed(7), driver))
                    .isNotEqualTo(character(plan(shop).withSeed(8), driver));
        }
    }

    private static List<String> character(CrowdPlan plan, HttpDriver driver) throws Exception {
        var site = new Site(Target.of(plan.venue().site()));
        var lane = new Lane(driver.loop(0), Opening.read(plan, site, driver));
        return shoppers().stream()
                .sorted()
                .map(uid -> new Shopper(lane, uid))
                .map(shopper -> shopper.arrival() + " " + shopper.nextFate() + " " + shopper.repeatsAWin)
                .toList();
    }

    private CrowdPlan plan(FakeShop shop) throws IOException {
        Path csv = folder.resolve("reservations.csv");
        Files.write(
                csv, shoppers().stream().map(uid -> FakeShop.SKU + "," + uid).toList());
        Files.writeString(csv, "sku,uid\n" + Files.readString(csv));
        Path secret = Files.writeString(folder.resolve("shop-secret"), FakeShop.SECRET + "\n");
        var venue = new Venue(shop.uri(), FakeShop.SALE, secret, Map.of(FakeShop.SKU, UNITS), true);
        return CrowdPlan.of(venue, csv)
                .withHabits(USUAL)
                .within(Duration.ofSeconds(60))
                .withDriver(DriverOptions.defaults().withConnections(16));
    }

    private static Set<String> shoppers() {
        return IntStream.range(0, 120).mapToObj(i -> "u" + i).collect(Collectors.toCollection(HashSet::new));
    }
}
