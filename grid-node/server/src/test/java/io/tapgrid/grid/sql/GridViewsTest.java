package io.tapgrid.grid.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GridViewsTest {
    @Test
    void a_file_is_its_statements_without_its_remarks() {
        String file =
                "-- about; this\nCREATE OR REPLACE VIEW A AS\nSELECT ';' AS X;\n\n-- more\nCREATE OR REPLACE VIEW B AS SELECT 2;\n";

        assertThat(GridViews.statements(file))
                .containsExactly(
                        "CREATE OR REPLACE VIEW A AS\nSELECT ';' AS X", "CREATE OR REPLACE VIEW B AS SELECT 2");
        assertThat(GridViews.statements(file)).map(GridViews::nameIn).containsExactly("A", "B");
    }
}
