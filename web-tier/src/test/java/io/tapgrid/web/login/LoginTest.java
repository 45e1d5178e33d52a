package io.tapgrid.web.login;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.tapgrid.web.Answered;
import io.tapgrid.web.Eventually;
import io.tapgrid.web.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Shop SHOP = new Shop();

    @TempDir
    Path folder;

    private Site siteWithKeys(String algorithm) throws IOException {
        Path jwks = Files.writeString(folder.resolve("jwks.json"), SHOP.jwks());
        return Site.start(Map.of(
                "tapgrid.web.dev-login", "false",
                "tapgrid.web.login.algorithm", algorithm,
                "tapgrid.web.login.jwks", jwks.toString(),
                "tapgrid.web.login.issuer", "https://shop.example",
                "tapgrid.web.login.audience", "tapgrid"));
    }

    private Site siteWithSecret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), Shop.SECRET);
        return Site.start(Map.of(
                "tapgrid.web.dev-login", "false",
                "tapgrid.web.login.algorithm", "HS256",
                "tapgrid.web.login.secret-file", secret.toString()));
    }

    private static Answered ask(Site site, String token) {
        return site.get("/v1/purchases").by(token).send();
    }

    @Test
    void every_configured_algorithm_lets_the_shops_logins_in_twice() throws Exception {
        JWTClaimsSet claims = Shop.claims("u1", NOON);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("RS256", SHOP.rs256(claims));
        tokens.put("ES256", SHOP.es256(claims));
        tokens.put("EdDSA", SHOP.edDsa(claims));
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            try (Site site = siteWithKeys(token.getKey())) {
                ask(site, token.getValue()).is(200);
                ask(site, token.getValue()).is(200);
            }
        }
        try (Site site = siteWithSecret()) {
            ask(site, Shop.hs256(claims)).is(200);
            ask(site, Shop.hs256(claims)).is(200);
        }
    }

    @Test
    void a_good_signature_of_another_algorithm_than_the_configured_one_is_nothing() throws Exception {
        JWTClaimsSet claims = Shop.claims("u1", NOON);
        try (Site site = siteWithKeys("RS256")) {
            ask(site, SHOP.es256(claims)).isRefused(401, "login-invalid");
            ask(site, SHOP.edDsa(claims)).isRefused(401, "login-invalid");
            ask(site, Shop.hs256(claims)).isRefused(401, "login-invalid");
        }
        try (Site site = siteWithSecret()) {
            ask(site, SHOP.rs256(claims)).isRefused(401, "login-invalid");
        }
    }

    @Test
    void the_public_key_is_no_secret() throws Exception {
        JWTClaimsSet claims = Shop.claims("u1", NOON);
        RSAKey published = SHOP.rsa.toPublicJWK();
        try (Site site = siteWithKeys("RS256")) {
            byte[] der = SHOP.rsa.toRSAPublicKey().getEncoded();
            ask(site, Shop.hs256(claims, der)).isRefused(401, "login-invalid");
            ask(site, Shop.hs256(claims, published.toJSONString().getBytes(StandardCharsets.UTF_8)))
                    .isRefused(401, "login-invalid");
        }
        Path wrong = Files.writeString(folder.resolve("wrong"), published.toJSONString());
        assertThatThrownBy(() -> Site.start(Map.of(
                        "tapgrid.web.login.algorithm", "HS256", "tapgrid.web.login.secret-file", wrong.toString())))
                .hasStackTraceContaining("neither PEM nor JSON");
    }

    @Test
    void an_unsigned_token_is_nothing_however_it_is_spelled() throws Exception {
        String payload = Shop.claims("u1", NOON).toPayload().toBase64URL().toString();
        try (Site site = siteWithKeys("RS256")) {
            for (String algorithm : new String[] {"none", "None", "NONE", ""}) {
                String header =
                        Base64URL.encode("{\"alg\":\"" + algorithm + "\"}").toString();
                ask(site, header + "." + payload + ".").isRefused(401, "login-invalid");
                ask(site, header + "." + payload + ".AAAA").isRefused(401, "login-invalid");
            }
        }
    }

    @Test
    void a_token_that_brings_its_own_key_is_nothing() throws Exception {
        JWTClaimsSet claims = Shop.claims("u1", NOON);
        try (Site site = siteWithKeys("RS256")) {
            ask(site, Shop.rs256(claims, SHOP.strangersRsa)).isRefused(401, "login-invalid");
            String good = SHOP.rs256(claims);
            String forged = good.substring(0, good.indexOf('.') + 1)
                    + Shop.claims("u2", NOON).toPayload().toBase64URL()
                    + good.substring(good.lastIndexOf('.'));
            ask(site, forged).isRefused(401, "login-invalid");
        }
    }

    @Test
    void the_times_of_a_token_are_kept() throws Exception {
        try (Site site = siteWithSecret()) {
            JWTClaimsSet good = Shop.claims("u1", NOON);
            Date inAMinute = Date.from(NOON.plusSeconds(60));
            ask(
                            site,
                            Shop.hs256(new JWTClaimsSet.Builder(good)
                                    .expirationTime(Date.from(NOON.minusSeconds(31)))
                                    .build()))
                    .isRefused(401, "login-invalid");
            ask(
                            site,
                            Shop.hs256(new JWTClaimsSet.Builder(good)
                                    .expirationTime(Date.from(NOON.minusSeconds(29)))
                                    .build()))
                    .is(200);
            ask(
                            site,
                            Shop.hs256(new JWTClaimsSet.Builder(good)
                                    .notBeforeTime(inAMinute)
                                    .build()))
                    .isRefused(401, "login-invalid");
            ask(
                            site,
                            Shop.hs256(new JWTClaimsSet.Builder(good)
                                    .expirationTime(null)
                                    .build()))
                    .isRefused(401, "login-invalid");
            ask(
                            site,
                            Shop.hs256(new JWTClaimsSet.Builder(good)
                                    .notBeforeTime(null)
                                    .build()))
                    .is(200);
        }
    }

    @Test
    void a_token_that_was_good_is_not_remembered_past_its_end() throws Exception {
        try (Site site = siteWithSecret()) {
            String token = Shop.hs256(Shop.claims("u1", NOON));
            ask(site, token).is(200);
            site.clock.advance(Duration.ofSeconds(631));

            ask(site, token).isRefused(401, "login-invalid");
        }
    }

    @Test
    void issuer_audience_and_subject_must_be_right() throws Exception {
        try (Site site = siteWithKeys("RS256")) {
            JWTClaimsSet good = Shop.claims("u1", NOON);
            ask(
                            site,
                            SHOP.rs256(new JWTClaimsSet.Builder(good)
                                    .issuer("https://other.example")
                                    .build()))
                    .isRefused(401, "login-invalid");
            ask(
                            site,
                            SHOP.rs256(new JWTClaimsSet.Builder(good)
                                    .audience("other")
                                    .build()))
                    .isRefused(401, "login-invalid");
            for (String subject : new String[] {"", "a b", "ü", "x".repeat(65), "a~b", "a/b"}) {
                ask(
                                site,
                                SHOP.rs256(new JWTClaimsSet.Builder(good)
                                        .subject(subject)
                                        .build()))
                        .isRefused(401, "login-invalid");
            }
            ask(site, SHOP.rs256(new JWTClaimsSet.Builder(good).subject(null).build()))
                    .isRefused(401, "login-invalid");
        }
    }

    @Test
    void nonsense_and_tokens_that_are_too_long_are_nothing() throws Exception {
        try (Site site = siteWithKeys("RS256")) {
            for (String token : new String[] {"x", "a.b.c", "....", "tgs.", "tgs.a.b.c", "x".repeat(4_097)}) {
                ask(site, token).isRefused(401, "login-invalid");
            }
            site.get("/v1/purchases")
                    .header("Authorization", "Basic dTpw")
                    .send()
                    .isRefused(401, "login-invalid");
            site.get("/v1/purchases").send().isRefused(401, "login-required");
            Answered answer = site.get("/v1/purchases").send();
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void a_login_is_exchanged_for_a_session_of_thirty_minutes() throws Exception {
        try (Site site = siteWithKeys("RS256")) {
            String login = SHOP.rs256(Shop.claims("u1", NOON));

            Answered session = site.post("/v1/session").by(login).send().is(200);

            assertThat(session.json()).containsOnlyKeys("token", "expiresAt");
            assertThat(session.text("expiresAt")).isEqualTo("2026-12-01T12:30:00Z");
            ask(site, session.text("token")).is(200);
            site.clock.advance(Duration.ofMinutes(30));
            ask(site, session.text("token")).isRefused(401, "login-invalid");
        }
    }

    @Test
    void a_session_cannot_be_prolonged_with_itself() throws Exception {
        try (Site site = siteWithKeys("RS256")) {
            String login = SHOP.rs256(Shop.claims("u1", NOON));
            String session = site.post("/v1/session").by(login).send().text("token");

            site.post("/v1/session").by(session).send().isRefused(401, "login-invalid");
        }
    }

    @Test
    void a_session_of_another_shopper_or_time_cannot_be_made_from_mine() throws Exception {
        try (Site site = siteWithKeys("RS256")) {
            String session = site.post("/v1/session")
                    .by(SHOP.rs256(Shop.claims("u1", NOON)))
                    .send()
                    .text("token");

            ask(site, session.replace(".u1", ".u2")).isRefused(401, "login-invalid");
            ask(site, session.replaceFirst("tgs\\.t", "tgs.u")).isRefused(401, "login-invalid");
            ask(site, session + "x").isRefused(401, "login-invalid");
            ask(site, session.substring(0, session.length() - 1)).isRefused(401, "login-invalid");
        }
    }

    @Test
    void the_development_login_is_not_there_unless_asked_for() throws Exception {
        try (Site site = siteWithKeys("RS256")) {
            site.post("/dev/login").json("{\"uid\":\"u1\"}").send().isRefused(404, "unknown-path");
        }
    }

    @Test
    void keys_come_from_an_address_and_a_new_one_is_fetched_when_a_token_names_it() throws Exception {
        AtomicReference<String> served = new AtomicReference<>(SHOP.jwks());
        HttpServer keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/jwks", exchange -> {
            byte[] body = requireNonNull(served.get()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keys.start();
        try (Site site = Site.start(Map.of(
                "tapgrid.web.login.algorithm",
                "ES256",
                "tapgrid.web.login.jwks",
                "http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks"))) {
            String token = SHOP.es256(Shop.claims("u1", NOON));
            Eventually.holds(() -> ask(site, token).status() == 200);

            ECKey next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
            String newToken = Shop.es256(Shop.claims("u1", NOON), next);
            served.set(new JWKSet(next.toPublicJWK()).toString());
            ask(site, newToken).isRefused(401, "login-invalid");
            site.clock.advance(Duration.ofSeconds(31));
            Eventually.holds(() -> ask(site, newToken).status() == 200);
        } finally {
            keys.stop(0);
        }
    }
}
