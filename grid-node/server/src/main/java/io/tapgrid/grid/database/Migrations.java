package io.tapgrid.grid.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to the version this process knows. Safe from several processes at once: Flyway takes a lock. */
public final class Migrations {
    private static final String LOCATION = "classpath:tapgrid/sql/mysql";

    private Migrations() {}

    /** Blocks. Throws when the database cannot be reached, or its tables are not what this process knows. */
    public static void migrate(DataSource database) throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations(LOCATION)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new SQLException("the tables could not be brought up to date: " + failed.getMessage(), failed);
        }
    }
}
