package io.tapgrid.grid.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.testkit.database.DatabaseKind;
import io.tapgrid.testkit.database.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void an_empty_database_gets_the_tables_of_the_contract_and_a_second_run_changes_nothing(DatabaseKind kind)
            throws Exception {
        try (DatabaseServer server = DatabaseServer.start(kind);
                HikariDataSource database = server.newDatabase().open()) {
            Migrations.migrate(database);
            Migrations.migrate(database);
            assertThat(tables(database))
                    .contains("sale", "item", "reservation", "purchase", "ledger", "shipped", "dead_letter");
            assertThat(columns(database, "purchase"))
                    .contains(
                            "purchase_id",
                            "sale_id",
                            "sku",
                            "uid",
                            "state",
                            "release_reason",
                            "request_key",
                            "cart_key",
                            "cancel_key",
                            "version",
                            "decided_at",
                            "hold_expires_at",
                            "pay_by");
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void every_text_compares_byte_by_byte_and_every_time_has_microseconds(DatabaseKind kind) throws Exception {
        try (DatabaseServer server = DatabaseServer.start(kind);
                HikariDataSource database = server.newDatabase().open()) {
            Migrations.migrate(database);
            assertThat(query(
                            database,
                            "SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns WHERE"
                                    + " table_schema = DATABASE() AND table_name <> 'flyway_schema_history' AND"
                                    + " (collation_name <> 'utf8mb4_bin' OR datetime_precision <> 6)"))
                    .isEmpty();
            assertThat(query(
                            database,
                            "SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND"
                                    + " datetime_precision = 6"))
                    .isNotEmpty();
        }
    }

    private static List<String> tables(HikariDataSource database) throws Exception {
        return query(database, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()");
    }

    private static List<String> columns(HikariDataSource database, String table) throws Exception {
        return query(
                database,
                "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '"
                        + table + "'");
    }

    private static List<String> query(HikariDataSource database, String sql) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
