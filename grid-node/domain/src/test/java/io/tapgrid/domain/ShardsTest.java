package io.tapgrid.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardsTest {
    private final Shards shards = new Shards(64);

    /** Rows lie where these numbers say. If this test fails, no running cluster would find its rows again. */
    @Test
    void where_a_shopper_a_sale_and_a_pool_belong_never_changes() {
        assertThat(shards.of(new Uid("u123"))).isEqualTo(27);
        assertThat(shards.of(new SaleId("PHONE-DAY"))).isEqualTo(51);
        assertThat(shards.ofPool(new SaleId("PHONE-DAY"), new Sku("PHONE-X"))).isEqualTo(12);
    }

    @Test
    void shoppers_are_spread_evenly_over_the_shards() {
        int[] count = new int[64];
        for (int i = 0; i < 64_000; i++) {
            count[shards.of(new Uid("u" + i))]++;
        }

        // 1,000 each are expected; six standard deviations are 190.
        assertThat(Arrays.stream(count)).allMatch(it -> it > 810 && it < 1_190);
    }

    @Test
    void one_shard_has_everything() {
        assertThat(new Shards(1).of(new Uid("u123"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3, 48, 2_048, Integer.MIN_VALUE})
    void only_a_power_of_two_up_to_1024_is_a_number_of_shards(int count) {
        assertThatThrownBy(() -> new Shards(count)).isInstanceOf(IllegalArgumentException.class);
    }
}
