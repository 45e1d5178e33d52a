package io.tapgrid.admin.config;

import io.tapgrid.gridapi.client.GridClientConfig;
import io.tapgrid.gridapi.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the console's process; {@code config/admin.properties} lists them with their meaning and defaults.
 *
 * @param managementPort where health and metrics are: one above the given base, which is the web process's own
 * @param apiKeyFile holds the key that lets in
 */
public record AdminConfig(
        String host, int port, String managementHost, int managementPort, Path apiKeyFile, GridClientConfig grid) {
    private static final int PORT_MAX = 65_534;

    /** Reads {@code file} if it is there, and {@code environment} over it. Throws with all problems at once. */
    public static AdminConfig load(Path file, Map<String, String> environment) {
        Settings settings = new Settings(Settings.file(file), environment);
        AdminConfig config = read(settings);
        settings.finish();
        return config;
    }

    static Set<String> keys() {
        Settings settings = new Settings(Map.of(), Map.of());
        read(settings);
        return settings.known();
    }

    private static AdminConfig read(Settings settings) {
        Path data = Path.of(settings.text("tapgrid.data", "data"));
        return new AdminConfig(
                settings.text("tapgrid.admin-host", "127.0.0.1"),
                settings.number("tapgrid.admin-port", 0, PORT_MAX, 8081),
                settings.text("tapgrid.management-host", "127.0.0.1"),
                settings.number("tapgrid.management-port", 0, PORT_MAX, 8082) + 1,
                settings.find("tapgrid.admin.api-key-file").map(Path::of).orElse(data.resolve("api-key")),
                GridClientConfig.read(settings, "console"));
    }
}
