package io.tapgrid.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.gridapi.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WebConfigTest {
    private static final Path FILE = Path.of(System.getProperty("tapgrid.root"), "config", "web.properties");

    @Test
    void every_key_of_the_file_is_read_and_every_key_that_is_read_is_in_the_file() {
        assertThat(Settings.file(FILE).keySet()).isEqualTo(WebConfig.keys());
    }

    @Test
    void the_file_says_what_holds_without_it() {
        assertThat(WebConfig.load(FILE, Map.of())).isEqualTo(WebConfig.of(Map.of(), Map.of()));
    }

    @Test
    void every_key_reaches_a_field() {
        WebConfig config = WebConfig.of(
                Map.ofEntries(
                        Map.entry("tapgrid.data", "/d"),
                        Map.entry("tapgrid.http-host", "h"),
                        Map.entry("tapgrid.http-port", "1"),
                        Map.entry("tapgrid.management-host", "m"),
                        Map.entry("tapgrid.management-port", "2"),
                        Map.entry("tapgrid.web.event-loop-threads", "3"),
                        Map.entry("tapgrid.web.connections-max", "4"),
                        Map.entry("tapgrid.web.in-flight-max", "5"),
                        Map.entry("tapgrid.web.board-age-max", "6ms"),
                        Map.entry("tapgrid.web.session-time", "7m"),
                        Map.entry("tapgrid.web.shop-tolerance", "8m"),
                        Map.entry("tapgrid.web.login.algorithm", "EdDSA"),
                        Map.entry("tapgrid.web.login.jwks", "https://k"),
                        Map.entry("tapgrid.web.login.issuer", "i"),
                        Map.entry("tapgrid.web.login.audience", "a"),
                        Map.entry("tapgrid.web.login.clock-skew", "9s"),
                        Map.entry("tapgrid.web.dev-login", "true"),
                        Map.entry("tapgrid.web.bench", "true"),
                        Map.entry("tapgrid.cluster.shards", "32")),
                Map.of("TAPGRID_WEB_TOKEN_SECRET_FILE", "/t"));

        assertThat(config.httpHost()).isEqualTo("h");
        assertThat(config.httpPort()).isEqualTo(1);
        assertThat(config.managementHost()).isEqualTo("m");
        assertThat(config.managementPort()).isEqualTo(2);
        assertThat(config.eventLoopThreads()).isEqualTo(3);
        assertThat(config.connectionsMax()).isEqualTo(4);
        assertThat(config.inFlightMax()).isEqualTo(5);
        assertThat(config.boardAgeMax()).isEqualTo(Duration.ofMillis(6));
        assertThat(config.sessionTime()).isEqualTo(Duration.ofMinutes(7));
        assertThat(config.shopTolerance()).isEqualTo(Duration.ofMinutes(8));
        assertThat(config.tokenSecretFile()).isEqualTo(Path.of("/t"));
        assertThat(config.shopSecretFile()).isEqualTo(Path.of("/d/shop-secret"));
        assertThat(config.devLogin()).isTrue();
        assertThat(config.bench()).isTrue();
        assertThat(config.grid().shards().count()).isEqualTo(32);
        WebConfig.Login login = config.login().orElseThrow();
        assertThat(login.algorithm()).isEqualTo(LoginAlgorithm.EDDSA);
        assertThat(login.jwks()).contains("https://k");
        assertThat(login.issuer()).contains("i");
        assertThat(login.audience()).contains("a");
        assertThat(login.clockSkew()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void the_environment_wins_over_the_file() {
        WebConfig config =
                WebConfig.of(Map.of("tapgrid.http-port", "1"), Map.of("TAPGRID_HTTP_PORT", "2", "PATH", "/bin"));

        assertThat(config.httpPort()).isEqualTo(2);
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThatThrownBy(() -> WebConfig.of(
                        Map.of(
                                "tapgrid.http-port", "many",
                                "tapgrid.web.in-flight-max", "0",
                                "tapgrid.web.session-time", "1",
                                "tapgrid.web.bench", "yes",
                                "tapgrid.web.board-age-max", "4s",
                                "tapgrid.web.login.algorithm", "none",
                                "tapgrid.web.typo", "x"),
                        Map.of()))
                .hasMessageContainingAll(
                        "tapgrid.http-port: many",
                        "tapgrid.web.in-flight-max: 0",
                        "tapgrid.web.session-time: 1",
                        "tapgrid.web.bench: yes",
                        "tapgrid.web.board-age-max: 4s",
                        "tapgrid.web.login.algorithm: none",
                        "tapgrid.web.typo: unknown");
    }

    @Test
    void a_shared_secret_and_public_keys_are_never_mixed() {
        for (Map<String, String> mixed : List.of(
                Map.of("tapgrid.web.login.algorithm", "HS256", "tapgrid.web.login.jwks", "k"),
                Map.of("tapgrid.web.login.algorithm", "HS256"),
                Map.of("tapgrid.web.login.algorithm", "RS256", "tapgrid.web.login.secret-file", "s"),
                Map.of("tapgrid.web.login.algorithm", "ES256"))) {
            assertThatThrownBy(() -> WebConfig.of(mixed, Map.of())).hasMessageContaining("login.algorithm");
        }
    }
}
