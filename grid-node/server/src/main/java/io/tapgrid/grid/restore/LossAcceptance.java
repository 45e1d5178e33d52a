package io.tapgrid.grid.restore;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.database.Migrations;
import io.tapgrid.grid.database.SqlTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import javax.sql.DataSource;

/** An operator's word that the next start may restore although something may be missing. Good for one start. */
public final class LossAcceptance {
    private static final String GIVE =
            "INSERT INTO loss_acceptance (id, accepted_at) VALUES (1, ?) ON DUPLICATE KEY UPDATE accepted_at = accepted_at";
    private static final String TAKE_BACK = "DELETE FROM loss_acceptance";

    private LossAcceptance() {}

    /** Gives it in a database that no process of ours has open. */
    public static void give(DatabaseSettings settings, Instant now) throws SQLException {
        try (HikariDataSource database = settings.open()) {
            Migrations.migrate(database);
            give(database, now);
        }
    }

    public static void give(DataSource database, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(GIVE)) {
            statement.setObject(1, SqlTime.of(now));
            statement.executeUpdate();
            connection.commit();
        }
    }

    public static void takeBack(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(TAKE_BACK);
            connection.commit();
        }
    }
}
