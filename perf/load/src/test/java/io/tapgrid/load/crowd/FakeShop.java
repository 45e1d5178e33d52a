package io.tapgrid.load.crowd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapgrid.load.site.ShopSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A sale in memory that keeps the contract, one lock around everything, unless a test plants a fault in it. One item,
 * rule ONE_PER_ITEM.
 */
final class FakeShop implements AutoCloseable {

    /** What may be wrong with it. The first two are not wrong, only hard. */
    enum Fault {
        CUTS_SOME_ANSWERS,
        IS_OVERLOADED_AT_FIRST,
        OVERSELLS,
        SELLS_TWICE_FOR_ONE_KEY,
        FORGETS_A_PURCHASE,
        IGNORES_THE_RULE,
        LETS_ANYBODY_IN,
        FORGETS_PAYMENTS,
        RELEASES_EARLY,
        WINS_BEHIND_BACKS,
        ANSWERS_BARE_500,
        REFUSES_REPEATS,
        GIVES_ONE_TO_TWO
    }

    static final String SALE = "TEST-DAY";
    static final String SKU = "PHONE-X";
    static final String SECRET = "whsec_c2VjcmV0IG9mIHRoZSBzaG9w";
    private static final ObjectMapper JSON = new ObjectMapper();

    final Instant opensAt = Instant.now().plusMillis(1_300);
    final Set<String> loginTokens = new HashSet<>();
    final List<String> grabKeys = new ArrayList<>();
    private final Duration holdFor;
    private final Set<Fault> faults;
    private final Set<String> reserved;
    private final int units;
    private final Map<String, Purchase> byId = new TreeMap<>();
    private final Map<String, String> byKey = new HashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private int grabs;

    private static final class Purchase {
        String id = "";
        String uid = "";
        String state = "HELD";
        String reason = "";
        Instant deadline = Instant.MAX;
    }

    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    FakeShop(int units, Set<String> reserved, Duration holdFor, Set<Fault> faults) throws IOException {
        this.holdFor = holdFor;
        this.units = units;
        this.reserved = reserved;
        this.faults = faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Map<String, Object> answer;
            synchronized (this) {
                answer = answer(exchange, body);
            }
            int status = (int) requireNonNull(answer.remove("#"));
            byte[] bytes = JSON.writeValueAsBytes(answer);
            if (status == 429 || status == 503) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (Cut e) {
            throw new IOException("cut", e);
        }
    }

    private Map<String, Object> answer(HttpExchange exchange, String body) {
        expire();
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
        String uid = uid(exchange);
        String what = exchange.getRequestMethod() + " " + String.join("/", path);
        if (what.equals("POST dev/login")) {
            return ok("token", "login-" + field(body, "uid"));
        } else if (what.equals("POST v1/session")) {
            loginTokens.add(uid);
            return ok("token", "session-" + uid.substring("login-".length()));
        } else if (what.equals("GET v1/sales/" + SALE)) {
            return page();
        } else if (what.equals("POST v1/sales/" + SALE + "/items/" + SKU + "/grab")) {
            return grab(uid, exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        } else if (what.equals("GET v1/purchases")) {
            return list(uid);
        } else if (path[1].equals("shop")) {
            return shop(exchange, path[3], path[4], body);
        }
        return purchase(path[2], path.length > 3 ? path[3] : "", uid);
    }

    private Map<String, Object> grab(String uid, String key) {
        grabs++;
        grabKeys.add(uid + " " + key);
        if (has(Fault.IS_OVERLOADED_AT_FIRST) && grabs <= 30) {
            return grabs % 2 == 0 ? problem(503, "degraded") : problem(429, "too-fast");
        }
        if (has(Fault.ANSWERS_BARE_500) && grabs == 20) {
            return with(new LinkedHashMap<>(), 500);
        }
        Map<String, Object> answer = decide(uid, uid + " " + key);
        if (has(Fault.CUTS_SOME_ANSWERS) && grabs % 5 == 0) {
            throw new Cut();
        }
        return answer;
    }

    private Map<String, Object> decide(String uid, String key) {
        String known = byKey.get(key);
        if (known != null && has(Fault.REFUSES_REPEATS)) {
            return problem(409, "sold-out");
        }
        if (known != null && !has(Fault.SELLS_TWICE_FOR_ONE_KEY)) {
            return won(requireNonNull(byId.get(known)));
        }
        if (Instant.now().isBefore(opensAt)) {
            return problem(409, "not-started");
        }
        if (!reserved.contains(uid) && !has(Fault.LETS_ANYBODY_IN)) {
            return problem(403, "not-reserved");
        }
        if (live(uid) > 0 && known == null && !has(Fault.IGNORES_THE_RULE)) {
            return problem(409, "limit-reached");
        }
        if (live("") >= units + (has(Fault.OVERSELLS) ? 3 : 0)) {
            return problem(409, "sold-out");
        }
        return won(sell(uid, key));
    }

    private Purchase sell(String uid, String key) {
        var purchase = new Purchase();
        purchase.id = SALE + "~" + byId.size() + "~" + (has(Fault.GIVES_ONE_TO_TWO) ? "x" : uid);
        if (has(Fault.GIVES_ONE_TO_TWO) && byId.size() == 3) {
            purchase.id = byId.keySet().iterator().next();
        }
        purchase.uid = uid;
        purchase.deadline = Instant.now().plus(holdFor);
        byId.put(purchase.id, purchase);
        byKey.put(key, purchase.id);
        if (has(Fault.WINS_BEHIND_BACKS) && byId.size() == 2) {
            sell(uid, "nobody's");
        }
        return purchase;
    }

    private Map<String, Object> purchase(String id, String step, String uid) {
        Purchase purchase = byId.get(id);
        boolean forgotten = has(Fault.FORGETS_A_PURCHASE) && id.startsWith(SALE + "~1~") && step.isEmpty();
        if (purchase == null || !purchase.uid.equals(uid) || forgotten) {
            return problem(404, "unknown-purchase");
        }
        if (step.equals("cart") && (purchase.state.equals("HELD") || purchase.state.equals("CARTED"))) {
            purchase.state = "CARTED";
            purchase.deadline = Instant.now().plus(holdFor);
            return ok("state", "CARTED", "payBy", purchase.deadline.toString());
        }
        if (step.equals("cancel") && !purchase.state.equals("PAID")) {
            release(purchase, "CANCELLED");
            return ok("state", "RELEASED");
        }
        return step.isEmpty() ? with(view(purchase), 200) : problem(409, "wrong-state");
    }

    private Map<String, Object> shop(HttpExchange exchange, String id, String step, String body) {
        String webhookId = exchange.getRequestHeaders().getFirst("webhook-id");
        long time = Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
        String signature = ShopSecret.parse(SECRET).sign(webhookId, time, body);
        if (!signature.equals(exchange.getRequestHeaders().getFirst("webhook-signature"))) {
            return problem(401, "login-invalid");
        }
        Purchase purchase = requireNonNull(byId.get(id));
        if (step.equals("paid")
                && purchase.state.equals("CARTED")
                && field(body, "amountMinor").equals("199900")) {
            purchase.state = has(Fault.FORGETS_PAYMENTS) ? "CARTED" : "PAID";
            purchase.deadline = has(Fault.FORGETS_PAYMENTS) ? purchase.deadline : Instant.MAX;
        } else if (step.equals("refunded") && purchase.state.equals("PAID")) {
            release(purchase, "REFUNDED");
        } else if (!purchase.state.equals("PAID") && !purchase.reason.equals("REFUNDED")) {
            return problem(409, "wrong-state");
        }
        return ok("state", purchase.state);
    }

    private void expire() {
        Instant now = Instant.now();
        for (Purchase purchase : byId.values()) {
            boolean early = has(Fault.RELEASES_EARLY) && purchase.id.contains("3~");
            boolean live = !purchase.state.equals("RELEASED") && !purchase.state.equals("PAID");
            if (live && (early || now.isAfter(purchase.deadline))) {
                release(purchase, "EXPIRED");
            }
        }
    }

    private static void release(Purchase purchase, String reason) {
        if (!purchase.state.equals("RELEASED")) {
            purchase.state = "RELEASED";
            purchase.reason = reason;
        }
    }

    private Map<String, Object> page() {
        long left = Math.max(0, units - live(""));
        var item = new LinkedHashMap<String, Object>();
        item.put("sku", SKU);
        item.put("priceMinor", 199_900);
        item.put("currency", "CNY");
        item.put("state", left > 0 ? "AVAILABLE" : "SOLD_OUT");
        item.put("left", left);
        return ok(
                "id",
                SALE,
                "state",
                Instant.now().isBefore(opensAt) ? "READY" : "OPEN",
                "opensAt",
                opensAt.toString(),
                "closesAt",
                opensAt.plusSeconds(600).toString(),
                "serverTime",
                Instant.now().toString(),
                "rule",
                "ONE_PER_ITEM",
                "items",
                List.of(item));
    }

    private Map<String, Object> list(String uid) {
        return ok(
                "items",
                byId.values().stream()
                        .filter(purchase -> purchase.uid.equals(uid))
                        .sorted(Comparator.comparing(purchase -> purchase.id))
                        .map(FakeShop::view)
                        .toList());
    }

    private static Map<String, Object> won(Purchase purchase) {
        Map<String, Object> answer = view(purchase);
        answer.put("outcome", "WON");
        return with(answer, 200);
    }

    private static Map<String, Object> view(Purchase purchase) {
        return pairs(
                "purchaseId",
                purchase.id,
                "saleId",
                SALE,
                "sku",
                SKU,
                "state",
                purchase.state,
                "releaseReason",
                purchase.reason,
                "token",
                "t",
                "holdExpiresAt",
                purchase.deadline.equals(Instant.MAX) ? "" : purchase.deadline.toString());
    }

    /** Live purchases of one shopper, or of all. */
    private long live(String uid) {
        return byId.values().stream()
                .filter(purchase -> uid.isEmpty() || purchase.uid.equals(uid))
                .filter(purchase -> !purchase.state.equals("RELEASED"))
                .count();
    }

    private boolean has(Fault fault) {
        return faults.contains(fault);
    }

    private static String uid(HttpExchange exchange) {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        String token = bearer == null ? "" : bearer.substring("Bearer ".length());
        return token.startsWith("session-") ? token.substring("session-".length()) : token;
    }

    private static String field(String json, String name) {
        try {
            return JSON.readTree(json).path(name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> problem(int status, String reason) {
        return with(pairs("status", status, "reason", reason), status);
    }

    private static Map<String, Object> ok(Object... pairs) {
        return with(pairs(pairs), 200);
    }

    private static Map<String, Object> with(Map<String, Object> answer, int status) {
        answer.put("#", status);
        return answer;
    }

    private static Map<String, Object> pairs(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
