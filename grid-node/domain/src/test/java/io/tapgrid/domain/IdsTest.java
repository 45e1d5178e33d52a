package io.tapgrid.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "0", "PHONE-DAY", "A-", "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"})
    void codes_of_sales_and_items(String code) {
        assertThat(SaleId.isValid(code)).isTrue();
        assertThat(new Sku(code)).hasToString(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-A", "a", "A_B", "A B", "Ä", "A\n", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"})
    void what_is_no_code(String code) {
        assertThat(SaleId.isValid(code)).isFalse();
        assertThatThrownBy(() -> new Sku(code)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SaleId(code)).hasMessageStartingWith("saleId: ");
    }

    @Test
    void uids_are_the_shops_own_words() {
        assertThat(Uid.isValid("a.B_9@x:y-z")).isTrue();
        assertThat(Uid.isValid("a".repeat(64))).isTrue();
        for (String uid : List.of("", "a".repeat(65), "a~b", "a b", "a/b", "用户", "a\u0000")) {
            assertThat(Uid.isValid(uid)).as(uid).isFalse();
        }
    }

    @Test
    void request_keys_are_printable() {
        assertThat(RequestKey.isValid(" ~!")).isTrue();
        assertThat(RequestKey.isValid("k".repeat(128))).isTrue();
        for (String key : List.of("", "k".repeat(129), "k\t", "k\u007f", "ключ")) {
            assertThat(RequestKey.isValid(key)).as(key).isFalse();
        }
    }

    @Test
    void a_purchase_id_reads_what_it_wrote() {
        PurchaseId id = new PurchaseId(new SaleId("PHONE-DAY"), 42, new Uid("a.b@c"));

        assertThat(id).hasToString("PHONE-DAY~42~a.b@c");
        assertThat(PurchaseId.parse(id.value())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "~", "~~", "A~~u", "A~0~", "~0~u", "A~00~u", "A~01~u", "A~100~u", "A~-1~u", "A~٣~u", "a~0~u",
                "A~0~u~v", "A~0", "A-0-u", "A~0~u v", "A~0x~u", "A~1 ~u"
            })
    void what_is_no_purchase_id(String text) {
        assertThat(PurchaseId.parse(text)).isEmpty();
    }

    @Test
    void an_enormous_purchase_id_is_none() {
        assertThat(PurchaseId.parse("A".repeat(1_000_000))).isEmpty();
        assertThat(PurchaseId.parse("~".repeat(1_000_000))).isEmpty();
    }

    @Test
    void purchases_are_ordered_by_sale_then_shopper_then_number() {
        PurchaseId first = new PurchaseId(new SaleId("A"), 10, new Uid("a"));
        PurchaseId second = new PurchaseId(new SaleId("A"), 2, new Uid("b"));
        PurchaseId third = new PurchaseId(new SaleId("A"), 11, new Uid("b"));

        assertThat(List.of(third, first, second).stream().sorted()).containsExactly(first, second, third);
    }

    @Test
    void a_message_about_a_wrong_id_is_short() {
        assertThatThrownBy(() -> new Uid("x ".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
}
