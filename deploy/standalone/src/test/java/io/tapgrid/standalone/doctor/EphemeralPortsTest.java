package io.tapgrid.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class EphemeralPortsTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void this_machine_says_what_it_gives_away() {
        assertThat(EphemeralPorts.ofThisMachine())
                .hasValueSatisfying(ports -> assertThat(ports.range().last()).isGreaterThan(1_023));
    }

    @Test
    void what_lies_in_the_range_may_be_taken() {
        EphemeralPorts ports = EphemeralPorts.parse("32768\t60999\n", "\n");

        assertThat(ports.mayTake(32_767)).isFalse();
        assertThat(ports.mayTake(32_768)).isTrue();
        assertThat(ports.mayTake(60_999)).isTrue();
        assertThat(ports.mayTake(61_000)).isFalse();
    }

    @Test
    void what_is_reserved_is_not() {
        EphemeralPorts ports = EphemeralPorts.parse("32768\t60999\n", "8080,47100-47140,47501\n");

        assertThat(ports.mayTake(47_099)).isTrue();
        assertThat(ports.mayTake(47_100)).isFalse();
        assertThat(ports.mayTake(47_140)).isFalse();
        assertThat(ports.mayTake(47_141)).isTrue();
        assertThat(ports.mayTake(47_501)).isFalse();
    }
}
