package io.tapgrid.standalone.apply;

import static io.tapgrid.standalone.apply.Operator.PHONE_DAY;
import static io.tapgrid.standalone.apply.Operator.SALE;
import static io.tapgrid.standalone.apply.Operator.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tapgrid.admin.spec.SaleSpec;
import io.tapgrid.admin.spec.SaleSpecReader;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.standalone.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a file that is applied, once and again, at every stage of its sale. */
final class ApplyTest {
    private static final String WITH_CSV = PHONE_DAY + "reservations: reservations.csv\n";

    @TempDir
    private Path folder = Path.of("");

    private Operator operator;

    @BeforeEach
    void start() throws Exception {
        operator = new Operator(folder);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    private void refused(String yaml, String... words) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> operator.apply(yaml))
                .satisfies(failure -> assertThat(failure.getMessage()).contains(words));
    }

    @Test
    void a_new_sale_is_shown_created_and_scheduled_and_opens_by_itself() throws Exception {
        assertThat(operator.apply(PHONE_DAY)).isTrue();
        assertThat(operator.said)
                .containsExactly(
                        "PHONE-DAY: new, 1 item, 1000 units, ONE_PER_ITEM, opens 2026-11-30T00:10:00Z, closes 2026-11-30T02:10:00Z",
                        "PHONE-DAY: created",
                        "PHONE-DAY: scheduled, opens by itself at 2026-11-30T00:10:00Z");
        assertThat(operator.card().sale().state()).isEqualTo(SaleState.SCHEDULED);
        operator.wait(Duration.ofMinutes(11));
        assertThat(operator.card().sale().state()).isEqualTo(SaleState.OPEN);
    }

    @Test
    void nothing_happens_when_the_operator_says_no() throws Exception {
        assertThat(operator.saysNo().apply(PHONE_DAY)).isFalse();
        assertThat(operator.knows(SALE)).isFalse();
    }

    @Test
    void the_same_file_again_changes_nothing_at_any_time() throws Exception {
        operator.write("reservations.csv", "sku,uid\nPHONE-X,u1\n");
        operator.apply(WITH_CSV);
        for (Duration later : new Duration[] {Duration.ofSeconds(10), Duration.ofMinutes(11), Duration.ofHours(3)}) {
            operator.wait(later);
            SaleCard before = operator.card();
            assertThat(operator.saysNo().apply(WITH_CSV)).isTrue();
            assertThat(operator.said.get(0))
                    .isEqualTo("PHONE-DAY: stands as written (" + before.sale().state() + ")");
            assertThat(operator.card()).isEqualTo(before);
        }
        assertThat(operator.card().sale().state()).isEqualTo(SaleState.CLOSED);
        assertThat(operator.card().sale().opensAt()).isEqualTo(START.plusSeconds(600));
    }

    @Test
    void the_same_file_after_a_stock_adjustment_changes_nothing() throws Exception {
        operator.apply(PHONE_DAY);
        operator.admin().adjustStock(SALE, new Sku("PHONE-X"), -300, "damaged", new RequestKey("k"), "test");
        assertThat(operator.saysNo().apply(PHONE_DAY)).isTrue();
        assertThat(operator.admin().conservation(SALE).get(0).withdrawn()).isEqualTo(300);
    }

    @Test
    void a_changed_file_shows_the_difference_and_makes_it() throws Exception {
        operator.apply(PHONE_DAY);
        operator.apply(PHONE_DAY
                .replace("+10m", "+20m")
                .replace("holdFor: 5m", "holdFor: 10m")
                .replace("199900", "189900"));
        assertThat(operator.said)
                .containsExactly(
                        "PHONE-DAY:",
                        "  opensAt: 2026-11-30T00:10:00Z → 2026-11-30T00:20:00Z",
                        "  closesAt: 2026-11-30T02:10:00Z → 2026-11-30T02:20:00Z",
                        "  holdFor: 5m → 10m",
                        "  item PHONE-X price: 199900 CNY → 189900 CNY",
                        "PHONE-DAY: changed");
        assertThat(operator.card().sale().holdFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void names_and_the_end_may_change_while_the_sale_is_open() throws Exception {
        operator.apply(PHONE_DAY);
        operator.wait(Duration.ofMinutes(11));
        operator.apply(PHONE_DAY.replace("Phone day", "Phone night").replace("+2h", "+3h"));
        assertThat(operator.card().sale().state()).isEqualTo(SaleState.OPEN);
        assertThat(operator.card().sale().names()).containsEntry("en", "Phone night");
        assertThat(operator.card().sale().closesAt())
                .isEqualTo(START.plusSeconds(600).plus(Duration.ofHours(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rule: ONE_PER_ITEM   | rule: UNLIMITED",
                "opensAt: +10m        | opensAt: +11m",
                "holdFor: 5m          | holdFor: 6m",
                "priceMinor: 199900   | priceMinor: 1",
                "reservation: required | reservation: none",
            })
    void anything_else_is_refused_then_before_anybody_is_asked(String old, String other) throws Exception {
        operator.apply(PHONE_DAY);
        operator.wait(Duration.ofMinutes(11));
        refused(PHONE_DAY.replace(old, other), "PHONE-DAY: ", "only names and closesAt may change");
        assertThat(operator.said).isEmpty();
    }

    @Test
    void another_stock_is_refused_with_the_command_that_adjusts_it() throws Exception {
        operator.apply(PHONE_DAY);
        refused(
                PHONE_DAY.replace("stock: 1000", "stock: 1200"),
                "stock changes are deltas",
                "$(cat " + operator.data().resolve("api-key") + ")",
                "-d '{\"delta\":200,\"reason\":\"…\"}' http://127.0.0.1:" + operator.port()
                        + "/admin/v1/sales/PHONE-DAY/items/PHONE-X/stock-adjustments");
        assertThat(operator.admin().conservation(SALE).get(0).initial()).isEqualTo(1000);
    }

    @Test
    void an_item_that_was_saved_once_stays() throws Exception {
        operator.apply(PHONE_DAY);
        refused(PHONE_DAY.replace("PHONE-X", "PHONE-Y"), "PHONE-X is missing");
    }

    @Test
    void a_sale_whose_list_is_missing_is_not_even_created() throws Exception {
        refused(WITH_CSV, "reservations: \"reservations.csv\" (expected: a readable CSV file beside ");
        refused(PHONE_DAY + "reservations: \"a\\0b\"\n", "(expected: a readable CSV file beside ");
        refused(PHONE_DAY + "reservations: [a.csv]\n", "(expected: a readable CSV file beside ");
        assertThat(operator.knows(SALE)).isFalse();
    }

    @Test
    void an_apply_that_broke_off_before_scheduling_is_taken_up_where_it_stands() throws Exception {
        SaleSpec spec = SaleSpecReader.readRelative(new ObjectMapper(new YAMLFactory()).readTree(PHONE_DAY), START);
        operator.admin().save(spec.toSale(Optional.empty()), spec.toItems(List.of()), "test");
        assertThat(operator.card().sale().state()).isEqualTo(SaleState.DRAFT);

        operator.apply(PHONE_DAY);
        assertThat(operator.said.get(0)).isEqualTo("PHONE-DAY: stands as written (DRAFT)");
        assertThat(operator.card().sale().state()).isEqualTo(SaleState.SCHEDULED);
        assertThat(operator.card().sale().opensAt()).isEqualTo(START.plusSeconds(600));
    }

    @Test
    void a_sale_that_would_be_over_at_once_is_refused() throws Exception {
        String past = PHONE_DAY.replace("+10m", "2026-11-29T00:00:00Z");
        refused(past, "PHONE-DAY: closesAt: 2026-11-29T02:00:00Z (expected: after now)");
        assertThat(operator.knows(SALE)).isFalse();
    }

    @Test
    void reservations_beside_the_file_are_imported_with_progress_and_every_bad_line_named() throws Exception {
        operator.write("reservations.csv", "sku,uid\nPHONE-X,u1\nPHONE-Y,u2\nPHONE-X,u3\nPHONE-X\nPHONE-X,u 4\n");
        operator.apply(WITH_CSV);
        assertThat(operator.said)
                .contains(
                        "PHONE-DAY: importing reservations from reservations.csv",
                        "PHONE-DAY: 100 % of reservations.csv",
                        "  line 3: sku: not an item of this sale",
                        "  line 5: 1 columns (expected: sku,uid)",
                        "PHONE-DAY: 5 lines, 2 added, 0 existing, 3 rejected")
                .endsWith("PHONE-DAY: scheduled, opens by itself at 2026-11-30T00:10:00Z");
        operator.apply(WITH_CSV);
        assertThat(operator.said).contains("PHONE-DAY: 5 lines, 0 added, 2 existing, 3 rejected");
    }

    @Test
    void a_list_of_which_no_line_is_taken_is_a_failure_before_the_sale_is_scheduled() throws Exception {
        operator.write("reservations.csv", "uid\nu9\n");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> operator.apply(WITH_CSV))
                .withMessageContaining("no line of reservations.csv was taken");
        assertThat(operator.said).noneMatch(line -> line.contains("scheduled"));

        operator.write("reservations.csv", "sku,uid\nPHONE-X,u9\n");
        operator.apply(WITH_CSV);
        assertThat(operator.said).contains("PHONE-DAY: 1 lines, 1 added, 0 existing, 0 rejected");
    }

    @Test
    void a_long_list_shows_how_far_it_is() throws Exception {
        operator.write(
                "reservations.csv",
                IntStream.range(0, 60_000).mapToObj(i -> "PHONE-X,u" + i).collect(Collectors.joining("\n")));
        operator.apply(WITH_CSV);
        assertThat(operator.said.stream().filter(line -> line.endsWith(" % of reservations.csv")))
                .hasSizeBetween(5, 10)
                .last()
                .isEqualTo("PHONE-DAY: 100 % of reservations.csv");
        assertThat(operator.said).contains("PHONE-DAY: 60000 lines, 60000 added, 0 existing, 0 rejected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sale: PHONE-DAY    | sale: phone day     | sale: \"phone day\" (expected: A-Z, 0-9 and '-', at most 32)",
                "opensAt: +10m      | opensAt: soon       | opensAt: \"soon\" (expected: a time like 2026-12-01T04:00:00Z)",
                "closesAt: +2h      | closesAt: -2h       | closesAt: \"-2h\" (expected: a time like",
                "rule: ONE_PER_ITEM | rule: {perItem: 0}  | rule: {\"perItem\":0} (expected: UNLIMITED,",
                "holdFor: 5m        | holdFor: 5          | holdFor: 5 (expected: a duration of 1 second to 30 days, like 5m)",
                "stock: 1000        | stock: -1           | items[0].stock: -1 (expected: units, 0 to 1000000000)",
                "currency: CNY      | currency: YUAN      | items[0].currency: \"YUAN\" (expected: an ISO 4217 code like CNY)",
                "payFor: 15m        | pay: 15m            | pay: missing or unknown (expected: one of ",
            })
    void a_wrong_field_is_named_with_its_value_and_what_was_expected(String old, String wrong, String problem)
            throws Exception {
        refused(PHONE_DAY.replace(old, wrong), " is not valid:\n  " + problem.strip());
        assertThat(operator.knows(SALE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`sale: [PHONE-DAY`         | expected ',' or ']', but got <stream end> in line 1, column 17",
                "`sale: A\n  sale: B\n\t`    | sale.yaml: ",
                "`sale: A\nsale: B\n`       | Duplicate field 'sale'",
                "`- PHONE-DAY`              | a sale: an object with the fields",
                "`PHONE-DAY`                | a sale: an object with the fields",
                "``                         | is empty (expected: a sale)",
                "`# nothing`                | is empty (expected: a sale)",
                "`a: &a [x]\nb: [*a, *a]\n` | is not valid:",
            })
    void what_is_no_sale_in_yaml_is_refused_in_words(String text, String words) {
        refused(text, words);
    }

    @Test
    void a_file_of_several_sales_is_checked_whole_before_anything_is_changed() throws Exception {
        String other = PHONE_DAY.replace("PHONE-DAY", "OTHER-DAY");
        refused(other + "---\n" + PHONE_DAY.replace("stock: 1000", "stock: x"), "items[0].stock: \"x\"");
        refused(PHONE_DAY + "---\n" + PHONE_DAY, "sale: PHONE-DAY (expected: each sale once in a file)");
        assertThat(operator.admin().board().sales()).isEmpty();
        operator.apply(other + "---\n" + PHONE_DAY);
        assertThat(operator.knows(SALE)).isTrue();
        assertThat(operator.knows(new SaleId("OTHER-DAY"))).isTrue();
    }

    @Test
    void a_file_that_is_not_there_or_too_large_is_said_so() throws Exception {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> operator.apply(folder.resolve("nothing.yaml")))
                .withMessageEndingWith("nothing.yaml: there is no such file");
        refused("# " + "x".repeat(4 * 1024 * 1024), "larger than 4 MiB");
    }

    @Test
    void relative_times_of_a_sale_nobody_remembers_applying_stay_as_they_stand() throws Exception {
        operator.apply(PHONE_DAY);
        Files.delete(operator.data().resolve("applied/PHONE-DAY"));
        operator.wait(Duration.ofSeconds(20));
        assertThat(operator.saysNo().apply(PHONE_DAY)).isTrue();
        assertThat(operator.card().sale().opensAt()).isEqualTo(START.plusSeconds(600));
    }

    @Test
    void a_paused_sale_is_left_paused() throws Exception {
        operator.apply(PHONE_DAY);
        operator.wait(Duration.ofMinutes(11));
        operator.admin().move(SALE, Move.PAUSE, "test");
        operator.apply(PHONE_DAY.replace("Phone day", "Phone night"));
        assertThat(operator.card().sale().state()).isEqualTo(SaleState.PAUSED);
    }
}
