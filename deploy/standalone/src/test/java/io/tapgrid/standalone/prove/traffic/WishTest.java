package io.tapgrid.standalone.prove.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WishTest {
    private static final Span FIRST = new Span(100, 200, 0, true);
    private static final Span DURING = new Span(150, 300, 1, true);
    private static final Span AFTERWARDS = new Span(400, 500, 0, true);

    private final Wish wish = new Wish("u1", SaleTerms.WIDE, "k1", true);

    @Test
    void a_repeat_that_is_answered_with_another_purchase_is_wrong() {
        assertThat(wish.won("S~0~u1", "t", "HELD", FIRST)).isNull();
        assertThat(wish.won("S~0~u1", "t", "HELD", AFTERWARDS)).isNull();
        assertThat(wish.won("S~1~u1", "t", "HELD", AFTERWARDS)).contains("S~0~u1 and then with S~1~u1");
    }

    @Test
    void a_state_that_goes_back_is_wrong_when_it_was_asked_for_afterwards() {
        assertThat(wish.won("S~0~u1", "t", "CARTED", FIRST)).isNull();
        assertThat(wish.tell("HELD", AFTERWARDS)).contains("CARTED and then HELD");
    }

    @Test
    void an_answer_that_was_on_its_way_meanwhile_may_be_the_older_one() {
        assertThat(wish.won("S~0~u1", "t", "CARTED", FIRST)).isNull();
        assertThat(wish.tell("HELD", DURING)).isNull();
        assertThat(wish.told()).isEqualTo("CARTED");
    }

    @Test
    void what_was_never_answered_may_have_had_an_effect_until_it_is_asked_again_at_rest() {
        wish.unknown();
        wish.refused("sold-out");
        assertThat(wish.everUnknown()).isTrue();
        wish.refusedAtRest("sale-ended");
        assertThat(wish.everUnknown()).isFalse();
        assertThat(wish.isOpen()).isFalse();
    }
}
