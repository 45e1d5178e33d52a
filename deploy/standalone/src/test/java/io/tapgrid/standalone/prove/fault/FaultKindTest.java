package io.tapgrid.standalone.prove.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultKindTest {
    @Test
    void kinds_are_given_by_word_with_commas() {
        assertThat(FaultKind.parse("kill, cut")).containsExactly(FaultKind.KILL, FaultKind.CUT);
        assertThat(FaultKind.parse(FaultKind.words())).containsExactly(FaultKind.values());
    }

    @Test
    void a_word_that_is_none_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> FaultKind.parse("kill,flood"))
                .hasMessage("faults: 'flood' (expected: some of kill,pause,cut,mysql,disk,clock,restart,operator, with"
                        + " commas)");
    }
}
