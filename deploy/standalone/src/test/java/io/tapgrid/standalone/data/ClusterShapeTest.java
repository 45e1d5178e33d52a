package io.tapgrid.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterShapeTest {
    private static final OptionalInt NOT_ASKED = OptionalInt.empty();
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("cluster.json");
    }

    @Test
    void by_default_there_is_one_node_with_a_shard_for_each_core_and_at_least_two() {
        ClusterShape shape = ClusterShape.settle(file, NOT_ASKED, NOT_ASKED);

        assertThat(shape.nodes()).isEqualTo(1);
        assertThat(shape.shards()).isGreaterThanOrEqualTo(Math.max(2, CORES)).isLessThan(2 * Math.max(2, CORES));
        assertThat(Integer.bitCount(shape.shards())).isEqualTo(1);
    }

    @Test
    void several_nodes_have_four_shards_for_each_core_and_at_least_eight() {
        ClusterShape shape = ClusterShape.settle(file, OptionalInt.of(3), NOT_ASKED);

        assertThat(shape.nodes()).isEqualTo(3);
        assertThat(shape.shards())
                .isGreaterThanOrEqualTo(Math.max(8, 4 * CORES))
                .isLessThan(2 * Math.max(8, 4 * CORES));
        assertThat(Integer.bitCount(shape.shards())).isEqualTo(1);
    }

    @Test
    void what_was_asked_for_first_is_found_by_every_later_start() {
        ClusterShape first = ClusterShape.settle(file, OptionalInt.of(3), OptionalInt.of(32));

        assertThat(first).isEqualTo(new ClusterShape(3, 32));
        assertThat(ClusterShape.settle(file, NOT_ASKED, NOT_ASKED)).isEqualTo(first);
        assertThat(ClusterShape.settle(file, OptionalInt.of(3), OptionalInt.of(32)))
                .isEqualTo(first);
    }

    @Test
    void a_start_that_asks_for_another_number_is_refused_and_changes_nothing() {
        ClusterShape first = ClusterShape.settle(file, OptionalInt.of(3), OptionalInt.of(32));

        assertRefused(OptionalInt.of(1), NOT_ASKED, "--nodes 1: this cluster was set up with 3 nodes");
        assertRefused(NOT_ASKED, OptionalInt.of(16), "--shards 16: this cluster was set up with 32 shards");
        assertThat(ClusterShape.read(file)).contains(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 16, 17})
    void nodes_that_cannot_have_a_majority_are_refused_in_a_line_and_nothing_is_kept(int nodes) {
        assertRefused(OptionalInt.of(nodes), NOT_ASKED, "--nodes: " + nodes + " (expected: an odd number");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 1_000_000})
    void shards_that_are_no_power_of_two_are_refused_in_a_line_and_nothing_is_kept(int shards) {
        assertRefused(
                NOT_ASKED, OptionalInt.of(shards), "--shards: '" + shards + "' (expected: a power of two from 1 to ");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"nodes\":2,\"shards\":8}", "{\"nodes\":1,\"shards\":\"many\"}"})
    void a_file_that_says_something_else_is_named_in_the_refusal(String text) throws IOException {
        Files.writeString(file, text);

        assertRefused(NOT_ASKED, NOT_ASKED, file + ": cannot be read (");
        assertThat(file).hasContent(text);
    }

    private void assertRefused(OptionalInt nodes, OptionalInt shards, String message) {
        assertThatThrownBy(() -> ClusterShape.settle(file, nodes, shards))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(message)
                .message()
                .hasLineCount(1);
    }
}
