package io.tapgrid.standalone.data;

import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.standalone.CommandFailure;
import java.nio.file.Files;

/** Where everything that looks into MySQL finds it, embedded or external. */
public final class DatabaseAccess {
    private static final String EMBEDDED_USER = "tapgrid";

    private DatabaseAccess() {}

    public static DatabaseSettings of(Settings settings) {
        String external = settings.mysqlUrl();
        return external == null ? embedded(settings) : external(external, settings);
    }

    private static DatabaseSettings embedded(Settings settings) {
        DataFolder data = new DataFolder(settings.data());
        if (Files.notExists(data.mysqlPassword())) {
            throw new CommandFailure("there is no " + data.mysqlPassword() + " (was this system ever started?)");
        }
        String url = "jdbc:mysql://" + settings.hosts().of("mysql") + ":"
                + settings.ports().mysql() + "/tapgrid?sslMode=DISABLED";
        return new DatabaseSettings(url, EMBEDDED_USER, data.read(data.mysqlPassword()));
    }

    private static DatabaseSettings external(String url, Settings settings) {
        String password = settings.mysqlPassword();
        if (password == null) {
            throw new CommandFailure(
                    "TAPGRID_MYSQL_PASSWORD: not set, and TAPGRID_MYSQL_URL is (expected: the password of '"
                            + settings.mysqlUser() + "' there, empty if it has none)");
        }
        try {
            return new DatabaseSettings(url, settings.mysqlUser(), password);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailure(String.valueOf(unusable.getMessage()), unusable);
        }
    }
}
