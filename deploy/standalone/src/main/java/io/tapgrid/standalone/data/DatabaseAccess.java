package io.tapgrid.standalone.data;

import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.standalone.CommandFailure;
import java.nio.file.Files;

/** Where the verbs that look into MySQL find it, embedded or external. */
public final class DatabaseAccess {
    private DatabaseAccess() {}

    public static DatabaseSettings of(Settings settings) {
        String external = settings.mysqlUrl();
        String url = external != null
                ? external
                : "jdbc:mysql://127.0.0.1:" + settings.ports().mysql() + "/tapgrid?sslMode=DISABLED";
        try {
            return new DatabaseSettings(url, settings.mysqlUser(), password(settings));
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailure(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private static String password(Settings settings) {
        String given = settings.mysqlPassword();
        if (given != null) {
            return given;
        }
        DataFolder data = new DataFolder(settings.data());
        if (Files.notExists(data.mysqlPassword())) {
            throw new CommandFailure("there is no " + data.mysqlPassword() + " (was this system ever started?)");
        }
        return data.read(data.mysqlPassword());
    }
}
