package io.tapgrid.standalone.prove.system;

import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.standalone.data.DatabaseAccess;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.prove.host.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** MySQL from both ends: as Tapgrid's user, and as its administrator over the socket in its data folder. */
public final class MySqlSide {
    private final Settings settings;

    public MySqlSide(Settings settings) {
        this.settings = settings;
    }

    /** All rows, each with the columns as text; null stays null. */
    public List<List<String>> rows(String sql) throws SQLException {
        DatabaseSettings access = DatabaseAccess.of(settings);
        try (Connection connection = DriverManager.getConnection(
                access.jdbcUrl()
                        + "&allowPublicKeyRetrieval=true&connectTimeout=3000&socketTimeout=60000&connectionTimeZone=UTC",
                access.user(),
                access.password())) {
            return Tables.read(connection, sql, 0);
        }
    }

    /** The ids of purchases of which it was made to refuse a row; what it has of them may be old, or nothing. */
    public Set<String> refusedPurchases() throws SQLException {
        return rows("SELECT row_key FROM dead_letter WHERE table_name = 'purchase'").stream()
                .map(row -> row.get(0))
                .collect(Collectors.toSet());
    }

    /** A statement of the administrator's. */
    public void administer(String sql) throws IOException, InterruptedException {
        Path server = settings.data().resolve("mysql-server");
        Tool.run(
                "env",
                "LD_LIBRARY_PATH=" + server.resolve("libs"),
                server.resolve("bin/mariadb").toString(),
                "--no-defaults",
                "--skip-ssl",
                "--socket=" + settings.data().resolve("mysql/server.sock"),
                "--connect-timeout=5",
                "--delimiter=;;",
                "-e",
                sql);
    }
}
