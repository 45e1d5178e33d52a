package io.tapgrid.standalone.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof of the build as it is, some six minutes with start and checks, with faults of all kinds. The self-check runs it too: a good build must not be accused. */
class ProveIT {
    private static final String SEED = "7";
    private static final String MINUTES = "4.5";
    private static final int FAULTS_MIN = 15;

    @Test
    void every_promise_holds_under_faults() throws Exception {
        ProofProcess proof = new ProofProcess("proof", "proof");
        int exit = proof.run(
                List.of(), List.of("io.tapgrid.standalone.Main", "prove"), "--minutes", MINUTES, "--seed", SEED);
        assertThat(exit).as("%s", Files.readString(proof.log())).isZero();
        JsonNode report = proof.report();
        assertThat(report.path("verdict").asText()).isEqualTo("held");
        assertThat(report.path("faults").size()).as("faults").isGreaterThanOrEqualTo(FAULTS_MIN);
        assertThat(report.path("purchases").asLong()).as("purchases checked").isGreaterThan(1_000);
    }
}
