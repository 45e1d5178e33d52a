package io.tapgrid.admin.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sale as it is written in YAML or JSON, read and written. */
final class SaleSpecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final String WRITTEN = """
            {"sale":"PHONE-DAY","name":{"en":"Phone day","zh":"手机日"},
             "opensAt":"2026-12-01T04:00:00Z","closesAt":"2026-12-01T06:00:00Z",
             "reservation":"none","rule":{"perItem":3},"holdFor":"90s","payFor":"1d",
             "items":[{"sku":"PHONE-X","name":{"en":"Phone X"},"priceMinor":199900,"currency":"CNY","stock":1000},
                      {"sku":"CASE","name":{"zh-TW":"殼"},"priceMinor":0,"currency":"JPY","stock":0}]}
            """;

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode written() {
        return json(WRITTEN);
    }

    private static ObjectNode relative(String opensAt, String closesAt) {
        return written().put("opensAt", opensAt).put("closesAt", closesAt);
    }

    private static List<String> problems(JsonNode sale) {
        return catchThrowableOfType(SpecProblemsException.class, () -> SaleSpecReader.readRelative(sale, NOW))
                .problems();
    }

    @Test
    void what_was_written_is_read_and_written_again_the_same() {
        SaleSpec spec = SaleSpecReader.read(written());
        assertThat(spec.rule()).isEqualTo(Rule.perItem(3));
        assertThat(spec.reservationRequired()).isFalse();
        assertThat(spec.holdFor()).isEqualTo(Duration.ofSeconds(90));
        assertThat(spec.items().get(1).names()).containsExactly(Map.entry("zh-TW", "殼"));
        assertThat(SaleSpecReader.read(SaleSpecWriter.write(spec))).isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNLIMITED", "ONE_ITEM_PER_SALE", "ONE_PER_ITEM"})
    void every_rule_survives_being_written(String rule) {
        SaleSpec spec = SaleSpecReader.read(written().put("rule", rule));
        assertThat(SaleSpecWriter.write(spec).path("rule").asText()).isEqualTo(rule);
        assertThat(SaleSpecReader.read(SaleSpecWriter.write(spec))).isEqualTo(spec);
    }

    @Test
    void what_is_left_out_is_usual() {
        ObjectNode sale = written();
        sale.remove(List.of("reservation", "rule", "holdFor", "payFor"));
        SaleSpec spec = SaleSpecReader.read(sale);
        assertThat(spec.reservationRequired()).isTrue();
        assertThat(spec.rule()).isEqualTo(Rule.ONE_PER_ITEM);
        assertThat(spec.holdFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(spec.payFor()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_relative_opening_counts_from_the_first_apply_and_the_end_from_the_opening() {
        SaleSpec spec = SaleSpecReader.readRelative(relative("+30s", "+2h"), NOW);
        assertThat(spec.opensAt()).isEqualTo(NOW.plusSeconds(30));
        assertThat(spec.closesAt()).isEqualTo(NOW.plusSeconds(30).plus(Duration.ofHours(2)));
    }

    @Test
    void a_relative_end_counts_from_an_absolute_opening_too() {
        SaleSpec spec = SaleSpecReader.readRelative(relative("2026-12-01T04:00:00Z", "+5m"), NOW);
        assertThat(spec.closesAt()).isEqualTo("2026-12-01T04:05:00Z");
    }

    @Test
    void over_the_api_times_are_absolute() {
        SpecProblemsException refused = catchThrowableOfType(
                SpecProblemsException.class, () -> SaleSpecReader.read(relative("+30s", "2026-12-01T06:00:00Z")));
        assertThat(refused.problems())
                .containsExactly("opensAt: \"+30s\" (expected: a time like 2026-12-01T04:00:00Z)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sale     | 7                    | sale: 7 (expected: A-Z, 0-9 and '-', at most 32, in quotes: \"7\")",
                "sale     | \"phone-day\"        | sale: \"phone-day\" (expected: A-Z",
                "opensAt  | \"noon\"             | opensAt: \"noon\" (expected: a time like",
                "opensAt  | \"+\"                | opensAt: \"+\" (expected: a time like",
                "closesAt | \"+0s\"              | closesAt: \"+0s\" (expected: after opensAt, by at most 366 days)",
                "closesAt | \"+367d\"            | closesAt: \"+367d\" (expected: after opensAt, by at most 366 days)",
                "reservation | true              | reservation: true (expected: required or none)",
                "rule     | \"TWO\"              | rule: \"TWO\" (expected: UNLIMITED,",
                "rule     | {\"perItem\":101}    | rule: {\"perItem\":101} (expected:",
                "rule     | {\"perItem\":3,\"a\":1} | rule: {\"perItem\":3,\"a\":1} (expected:",
                "holdFor  | \"0s\"               | holdFor: \"0s\" (expected: a duration of 1 second to 30 days",
                "payFor   | 900                  | payFor: 900 (expected: a duration of 1 second to 30 days",
                "name     | \"Phone day\"        | name: \"Phone day\" (expected: a name in each language",
                "name     | {\"english\":\"x\"}  | name.english: \"x\" (expected: a language like en or zh-TW",
                "name     | {\"en\":\" \"}       | name.en: \" \" (expected: a language like",
                "items    | []                   | items: [] (expected: a list of 1 to",
                "items    | {}                   | items: {} (expected: a list of 1 to",
                "surprise | 1                    | surprise: missing or unknown (expected: one of ",
            })
    void a_wrong_field_is_named_with_what_was_expected(String field, String value, String problem) throws IOException {
        ObjectNode sale = written();
        sale.set(field, JSON.readTree(value));
        assertThat(problems(sale)).singleElement().asString().startsWith(problem.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sku        | \"phone x\" | items[1].sku: \"phone x\" (expected: A-Z",
                "sku        | \"PHONE-X\" | items[1].sku: \"PHONE-X\" (expected: each SKU once)",
                "priceMinor | -1          | items[1].priceMinor: -1 (expected: minor units, 0 to",
                "currency   | \"YUAN\"    | items[1].currency: \"YUAN\" (expected: an ISO 4217 code like CNY)",
                "stock      | 1.5         | items[1].stock: 1.5 (expected: units, 0 to 1000000000)",
                "stock      | 1000000001  | items[1].stock: 1000000001 (expected: units, 0 to 1000000000)",
                "stock      | \"7\"       | items[1].stock: \"7\" (expected: units,",
                "colour     | \"red\"     | items[1].colour: missing or unknown (expected: one of ",
            })
    void a_wrong_field_of_an_item_is_named_with_its_place(String field, String value, String problem)
            throws IOException {
        ObjectNode sale = written();
        ((ObjectNode) sale.path("items").get(1)).set(field, JSON.readTree(value));
        assertThat(problems(sale)).singleElement().asString().startsWith(problem.strip());
    }

    @Test
    void all_problems_are_told_at_once() {
        ObjectNode sale = relative("noon", "midnight");
        sale.remove("name");
        assertThat(problems(sale))
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactlyInAnyOrder("opensAt", "closesAt", "name");
    }

    @Test
    void a_long_value_is_shown_cut_off() {
        String problem = problems(written().put("rule", "R".repeat(10_000))).get(0);
        assertThat(problem).contains("RRR… (expected:").hasSizeLessThan(300);
    }

    @Test
    void what_is_no_object_is_no_sale() {
        assertThat(problems(JSON.createArrayNode())).singleElement().asString().startsWith("a sale:");
    }

    @Test
    void a_new_sale_is_a_draft_and_a_changed_one_keeps_its_state_and_follows_its_version() {
        SaleSpec spec = SaleSpecReader.read(written());
        Sale created = spec.toSale(Optional.empty());
        assertThat(created.state()).isEqualTo(SaleState.DRAFT);
        assertThat(created.version()).isEqualTo(1);
        Sale scheduled = created.become(SaleState.SCHEDULED);
        Sale changed = spec.toSale(Optional.of(scheduled));
        assertThat(changed.state()).isEqualTo(SaleState.SCHEDULED);
        assertThat(changed.version()).isEqualTo(scheduled.version() + 1);
    }

    @Test
    void items_keep_their_places_and_a_sale_gives_back_the_spec_that_made_it() {
        SaleSpec spec = SaleSpecReader.read(written());
        List<Item> items = spec.toItems(List.of());
        assertThat(items).extracting(Item::position).containsExactly(0, 1);
        assertThat(items).extracting(Item::version).containsExactly(1L, 1L);
        assertThat(spec.toItems(items.subList(0, 1))).extracting(Item::version).containsExactly(2L, 1L);
        assertThat(SaleSpec.of(spec.toSale(Optional.empty()), items)).isEqualTo(spec);
    }
}
