package io.tapgrid.web.config;

import io.tapgrid.gridapi.client.GridClientConfig;
import io.tapgrid.gridapi.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a web process; {@code config/web.properties} lists them with their meaning and defaults.
 *
 * @param inFlightMax commands sent to the grid and not answered yet; more are refused with {@code queue-full}
 * @param boardAgeMax how old a board may be for an answer that does not ask the grid
 * @param devLogin whether {@code POST /dev/login} gives anybody a login: for the embedded profile alone
 * @param bench whether {@code POST /bench/empty} is there, which measures the server without the sale
 * @param grid how to join the grid; not used where the grid is in the same JVM
 */
public record WebConfig(
        String httpHost,
        int httpPort,
        String managementHost,
        int managementPort,
        int eventLoopThreads,
        int connectionsMax,
        int inFlightMax,
        Duration boardAgeMax,
        Path tokenSecretFile,
        Path shopSecretFile,
        Duration sessionTime,
        Duration shopTolerance,
        Optional<Login> login,
        boolean devLogin,
        boolean bench,
        GridClientConfig grid) {

    /**
     * How the shop's logins are checked.
     *
     * @param secretFile the shared secret of HS256
     * @param jwks file or https address of the public keys of the other algorithms
     * @param issuer what {@code iss} must be, if anything
     * @param audience what {@code aud} must contain, if anything
     * @param clockSkew how far the shop's clock may be off
     */
    public record Login(
            LoginAlgorithm algorithm,
            Optional<Path> secretFile,
            Optional<String> jwks,
            Optional<String> issuer,
            Optional<String> audience,
            Duration clockSkew) {}

    /** Reads {@code file} if it is there, and {@code environment} over it. Throws with all problems at once. */
    public static WebConfig load(Path file, Map<String, String> environment) {
        return of(Settings.file(file), environment);
    }

    /** Reads values by their keys, with {@code environment} over them. */
    public static WebConfig of(Map<String, String> values, Map<String, String> environment) {
        Settings settings = new Settings(values, environment);
        WebConfig config = read(settings);
        settings.finish();
        return config;
    }

    static Set<String> keys() {
        Settings settings = new Settings(Map.of(), Map.of());
        read(settings);
        return settings.known();
    }

    private static WebConfig read(Settings settings) {
        Path data = Path.of(settings.text("tapgrid.data", "data"));
        return new WebConfig(
                settings.text("tapgrid.http-host", "127.0.0.1"),
                settings.number("tapgrid.http-port", 0, 65_535, 8080),
                settings.text("tapgrid.management-host", "127.0.0.1"),
                settings.number("tapgrid.management-port", 0, 65_535, 8082),
                settings.number("tapgrid.web.event-loop-threads", 0, 1_024, 0),
                settings.number("tapgrid.web.connections-max", 1, 1_000_000, 20_000),
                settings.number("tapgrid.web.in-flight-max", 1, 1_000_000, 8_192),
                settings.duration(
                        "tapgrid.web.board-age-max", Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(3)),
                settings.find("tapgrid.web.token-secret-file").map(Path::of).orElse(data.resolve("token-secret")),
                settings.find("tapgrid.web.shop-secret-file").map(Path::of).orElse(data.resolve("shop-secret")),
                settings.duration(
                        "tapgrid.web.session-time",
                        Duration.ofMinutes(1),
                        Duration.ofHours(12),
                        Duration.ofMinutes(30)),
                settings.duration(
                        "tapgrid.web.shop-tolerance",
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(5)),
                login(settings),
                settings.flag("tapgrid.web.dev-login", false),
                settings.flag("tapgrid.web.bench", false),
                GridClientConfig.read(settings, "web"));
    }

    private static Optional<Login> login(Settings settings) {
        Optional<LoginAlgorithm> algorithm = settings.choice("tapgrid.web.login.algorithm", LoginAlgorithm.class);
        Optional<Path> secretFile =
                settings.find("tapgrid.web.login.secret-file").map(Path::of);
        Optional<String> jwks = settings.find("tapgrid.web.login.jwks");
        Optional<String> issuer = settings.find("tapgrid.web.login.issuer");
        Optional<String> audience = settings.find("tapgrid.web.login.audience");
        Duration skew = settings.duration(
                "tapgrid.web.login.clock-skew", Duration.ZERO, Duration.ofMinutes(2), Duration.ofSeconds(30));
        algorithm.ifPresent(it -> requireKeySource(settings, it, secretFile, jwks));
        return algorithm.map(it -> new Login(it, secretFile, jwks, issuer, audience, skew));
    }

    /** A secret for HS256 and public keys for the rest, and never both: a public key must not end up as a secret. */
    private static void requireKeySource(
            Settings settings, LoginAlgorithm algorithm, Optional<Path> secretFile, Optional<String> jwks) {
        boolean shared = algorithm == LoginAlgorithm.HS256;
        if (shared && (secretFile.isEmpty() || jwks.isPresent())) {
            settings.problem("tapgrid.web.login.algorithm", "HS256", "login.secret-file and no login.jwks");
        }
        if (!shared && (jwks.isEmpty() || secretFile.isPresent())) {
            settings.problem(
                    "tapgrid.web.login.algorithm", algorithm.toString(), "login.jwks and no login.secret-file");
        }
    }
}
