package io.tapgrid.grid.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to the version this process knows. Safe from several processes at once: Flyway takes a lock. */
public final class Migrations {
    private static final String LOCATION = "classpath:tapgrid/sql/mysql";

    private Migrations() {}

    /** Blocks. Throws {@link FlywayException} when the database cannot be reached or is newer than this process. */
    public static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations(LOCATION)
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
