package io.tapgrid.standalone.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.standalone.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ProveCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nodes=2          | --nodes: 2 (expected: an odd number from 1 to 9)",
                "--nodes=11         | --nodes: 11 (expected: an odd number from 1 to 9)",
                "--minutes=0.5      | --minutes: 0.5 (expected: 1 to 1440)",
                "--minutes=NaN      | --minutes: NaN (expected: 1 to 1440)",
                "--rate=1000000     | --rate: 1000000 (expected: 10 to 100000 requests a second)",
                "--faults=flood     | faults: 'flood' (expected: some of kill,pause,cut,mysql,disk,clock,restart,operator, with commas)",
                "--soak --nodes=1   | --nodes: 1 (expected: 3 or more with --soak, which looks at each node's process)",
                "--self-check       | --self-check: needs the tests, which ./tapgrid builds; it takes no other option"
            })
    void what_cannot_be_done_is_refused_before_anything_is_started(String option, String message) {
        List<String> said = new ArrayList<>();
        int exit = new CommandLine(new ProveCommand())
                .setExecutionExceptionHandler((failure, line, result) -> {
                    assertThat(failure).isInstanceOf(CommandFailure.class);
                    said.add(failure.getMessage());
                    return 2;
                })
                .execute(option.split(" ", -1));
        assertThat(said).containsExactly(message);
        assertThat(exit).isEqualTo(2);
    }
}
