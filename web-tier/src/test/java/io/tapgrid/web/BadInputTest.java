package io.tapgrid.web;

import static io.tapgrid.web.Sales.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.tapgrid.domain.SaleId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint times everything that can be wrong with a request. Each answer is the contract's: never a 5xx, never a
 * stack trace; and at the end nothing has changed.
 */
final class BadInputTest {
    private static final String SALE = Endpoint.SALE;
    private static final String OWN = Endpoint.OWN;

    private static Site site;
    private static String token;
    private static String before;

    @BeforeAll
    static void start() {
        site = Site.start();
        aSale(SALE).opening(site.clock.instant().minusSeconds(1)).with("A", 3).scheduledIn(site.grid);
        token = site.login("u1");
        site.grab(SALE, "A", "u1").key("first").send().is(200);
        site.grab(SALE, "A", "u2").key("first").send().is(200);
        before = everything();
    }

    @AfterAll
    static void stop_and_see_that_nothing_has_changed() {
        assertThat(everything()).isEqualTo(before);
        site.close();
    }

    private static String everything() {
        return site.grid.admin().conservation(new SaleId(SALE)).toString()
                + site.get("/v1/purchases").by(token).send().is(200).body();
    }

    private static Request request(Endpoint endpoint, String type, byte[] body) {
        Request request = request(endpoint).body(type, body);
        return endpoint.signed() ? signed(request, body) : request;
    }

    private static Request request(Endpoint endpoint) {
        Request request = site.request(endpoint.method(), endpoint.path());
        return endpoint.login() ? request.by(token) : request;
    }

    private static Request signed(Request request, byte[] body) {
        long now = site.clock.instant().getEpochSecond();
        String signature;
        try {
            signature = new Webhook(Site.SHOP_SECRET).sign("m", now, new String(body, StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return request.header("webhook-id", "m")
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", signature);
    }

    private static Stream<Endpoint> endpoints() {
        return Endpoint.ALL.stream();
    }

    private static Stream<Endpoint> withBody() {
        return endpoints().filter(Endpoint::takesBody);
    }

    private static Stream<Arguments> brokenBodies() {
        return withBody().flatMap(it -> BrokenBody.of(it).stream().map(body -> Arguments.of(it, body)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("brokenBodies")
    void a_body_that_is_not_what_the_call_takes_is_refused_by_its_field(Endpoint endpoint, BrokenBody body) {
        // A signature is over UTF-8 text, so bytes that are none cannot be signed rightly.
        boolean signable = !endpoint.signed() || !body.what().equals("no UTF-8");
        Answered answer = request(endpoint, "application/json", body.bytes()).send();
        if (signable) {
            answer.isRefused(400, "invalid-request").about(body.field());
        } else {
            answer.isRefused(401, "login-invalid");
        }
    }

    private static Stream<Arguments> wrongTypes() {
        return withBody()
                .flatMap(it -> Stream.of(
                                "text/plain",
                                "application/xml",
                                "application/x-www-form-urlencoded",
                                "multipart/form-data; boundary=x",
                                "application/json; charset=utf-16",
                                "application/jsonx",
                                "nonsense",
                                "*/*")
                        .map(type -> Arguments.of(it, type)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongTypes")
    void other_media_types_are_not_taken(Endpoint endpoint, String type) {
        byte[] body = endpoint.good().getBytes(StandardCharsets.UTF_8);

        request(endpoint, type, body).send().isRefused(415, "unsupported-media-type");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withBody")
    void compressed_bodies_are_not_taken(Endpoint endpoint) {
        byte[] body = endpoint.good().getBytes(StandardCharsets.UTF_8);

        request(endpoint, "application/json", body)
                .header("Content-Encoding", "gzip")
                .send()
                .isRefused(415, "unsupported-media-type");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withBody")
    void a_body_one_over_the_limit_is_too_large(Endpoint endpoint) {
        String padded =
                endpoint.good() + " ".repeat(16 * 1024 + 1 - endpoint.good().length());

        request(endpoint, "application/json", padded.getBytes(StandardCharsets.UTF_8))
                .send()
                .isRefused(413, "too-large");
    }

    private static Stream<Endpoint> posts() {
        return endpoints().filter(it -> it.method().equals("POST"));
    }

    private static Stream<Arguments> badKeys() {
        return posts().flatMap(it -> Stream.of("", "k".repeat(129), "k\t").map(key -> Arguments.of(it, key)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badKeys")
    void request_keys_must_be_one_to_128_printable_characters(Endpoint endpoint, String key) {
        byte[] body = endpoint.good().getBytes(StandardCharsets.UTF_8);
        Supplier<Request> good = () -> request(endpoint, "application/json", body);

        Answered answer = good.get()
                .header("Idempotency-Key", key.equals("k\t") ? "k\tk" : key)
                .send();
        answer.isRefused(400, "invalid-request").about("Idempotency-Key");
        good.get()
                .key("one")
                .key("two")
                .send()
                .isRefused(400, "invalid-request")
                .about("Idempotency-Key");
    }

    private static Stream<Arguments> badLogins() {
        String expired = SessionsOf.another();
        return endpoints()
                .filter(Endpoint::login)
                .flatMap(it -> Stream.of(
                                "",
                                "x",
                                "a.b.c",
                                "tgs.zzzzzz.AAAAAAAAAAAAAAAAAAAAAA.u1",
                                expired,
                                "ü",
                                "x".repeat(5_000))
                        .map(login -> Arguments.of(it, login)));
    }

    /** A token in our form, sealed with another system's secret. */
    private static final class SessionsOf {
        private static String another() {
            try (Site other = Site.startWithSecret("another secret of more than thirty-two characters")) {
                return other.login("u1");
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badLogins")
    void nobody_gets_in_with_a_login_that_does_not_hold(Endpoint endpoint, String login) {
        Request request = site.request(endpoint.method(), endpoint.path());

        request.header("Authorization", "Bearer " + login).send().isRefused(401, "login-invalid");
        site.request(endpoint.method(), endpoint.path()).send().isRefused(401, "login-required");
    }

    private static Stream<Arguments> foreignIds() {
        List<String> ids = List.of(
                "x".repeat(200),
                "%00",
                "%2e%2e",
                "%C3%BC",
                "a b".replace(" ", "%20"),
                "A%0AB",
                "-",
                "~",
                "%7E%7E%7E",
                "'--");
        return ids.stream()
                .flatMap(id -> Stream.of(
                        Arguments.of("GET", "/v1/sales/" + id, "unknown-sale"),
                        Arguments.of("POST", "/v1/sales/" + id + "/items/A/grab", "unknown-sale"),
                        Arguments.of("POST", "/v1/sales/" + SALE + "/items/" + id + "/grab", "unknown-item"),
                        Arguments.of("PUT", "/v1/sales/" + id + "/items/A/reservation", "unknown-sale"),
                        Arguments.of("GET", "/v1/sales/" + SALE + "/items/" + id + "/reservation", "unknown-item"),
                        Arguments.of("GET", "/v1/purchases/" + id, "unknown-purchase"),
                        Arguments.of("POST", "/v1/purchases/" + id + "/cancel", "unknown-purchase"),
                        Arguments.of("GET", "/v1/tickets/" + id, "unknown-ticket"),
                        Arguments.of("GET", "/problems/" + id, "unknown-path")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("foreignIds")
    void ids_that_cannot_be_are_answered_like_ids_that_are_not(String method, String path, String reason) {
        site.request(method, path).by(token).send().isRefused(404, reason);
    }

    private static Stream<Arguments> othersPurchases() {
        return Stream.of(
                        SALE + "~0~u2",
                        SALE + "~00~u1",
                        SALE + "~-1~u1",
                        SALE + "~100~u1",
                        SALE + "~1~u1",
                        "OTHER~0~u1")
                .flatMap(id -> endpoints()
                        .filter(it -> it.login() && it.path().contains(OWN))
                        .map(it -> Arguments.of(it, id)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("othersPurchases")
    void purchases_of_others_and_of_nobody_are_not_there(Endpoint endpoint, String id) {
        String path = endpoint.path().replace(OWN, id);
        Request request = site.request(endpoint.method(), path).by(token);
        Answered answer = endpoint.takesBody() ? request.json(endpoint.good()).send() : request.send();

        // A cart of an id that could be the shopper's own is first asked for its token.
        boolean couldBeOwn = path.endsWith("~u1/cart") && (id.startsWith(SALE + "~1~") || id.startsWith("OTHER~"));
        answer.isRefused(couldBeOwn ? 403 : 404, couldBeOwn ? "token-invalid" : "unknown-purchase");
    }
}
