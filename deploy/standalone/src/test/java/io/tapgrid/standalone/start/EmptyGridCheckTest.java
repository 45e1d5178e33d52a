package io.tapgrid.standalone.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.grid.node.ServedMark;
import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmptyGridCheckTest {
    private static final ClusterShape THREE = new ClusterShape(3, 8);
    private static final int ONE_BACKUP = 1;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void two_of_three_disks_without_rows_are_refused_and_named() {
        serves("node-3");

        assertThatThrownBy(() -> require(ONE_BACKUP))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("node-1, node-2, but node-3 has rows")
                .hasMessageEndingWith("follow deploy/runbook.md");
    }

    @Test
    void as_many_empty_disks_as_there_are_backups_are_filled_by_the_others() {
        serves("node-2");
        serves("node-3");
        assertThatCode(() -> require(ONE_BACKUP)).doesNotThrowAnyException();
    }

    @Test
    void where_no_node_has_served_yet_a_first_start_goes_on() throws Exception {
        Files.createDirectories(data.resolve("grid/node-1"));
        assertThatCode(() -> require(ONE_BACKUP)).doesNotThrowAnyException();
    }

    private void serves(String node) {
        new ServedMark(data.resolve("grid").resolve(node)).set();
    }

    private void require(int backups) {
        Settings settings = Settings.of(Map.of("TAPGRID_DATA", data.toString()));
        EmptyGridCheck.require(settings, THREE, backups, progress -> {});
    }
}
