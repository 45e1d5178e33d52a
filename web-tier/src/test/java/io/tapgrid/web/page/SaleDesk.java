package io.tapgrid.web.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.gridapi.SaleAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Makes and pauses sales for tests in another process, over HTTP: {@code POST /sales?id=S-1&opensInMs=2000&stock=10…}
 * puts a sale of one item, PHONE-X, into the grid; {@code POST /pause?id=S-1} pauses it.
 */
final class SaleDesk implements AutoCloseable {
    private static final String ACTOR = "page-tests";
    private static final Sku PHONE_X = new Sku("PHONE-X");

    private final SaleAdmin admin;
    private final Clock clock;
    private final HttpServer server;

    SaleDesk(SaleAdmin admin, Clock clock) throws IOException {
        this.admin = admin;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sales", exchange -> answer(exchange, make(query(exchange))));
        server.createContext("/pause", exchange -> answer(exchange, pause(query(exchange))));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private boolean make(Map<String, String> asked) {
        Sale sale = sale(asked);
        Map<String, String> names = Map.of("en", "Phone X", "zh", "手机 X");
        long stock = Long.parseLong(field(asked, "stock"));
        Item item = new Item(sale.id(), PHONE_X, 0, names, 199_900, "CNY", stock, 1);
        return admin.save(sale, List.of(item), ACTOR) instanceof SaleAdmin.Saved.Done
                && admin.move(sale.id(), SaleAdmin.Move.SCHEDULE, ACTOR) instanceof SaleAdmin.Applied.Done;
    }

    private Sale sale(Map<String, String> asked) {
        Instant opensAt = clock.instant().plus(millis(asked, "opensInMs"));
        return new Sale(
                new SaleId(field(asked, "id")),
                Map.of("en", "Phone day", "zh", "手机日"),
                opensAt,
                opensAt.plus(millis(asked, "closesInMs")),
                field(asked, "reservation").equals("required"),
                Rule.parse(field(asked, "rule")),
                millis(asked, "holdForMs"),
                millis(asked, "payForMs"),
                SaleState.DRAFT,
                1);
    }

    private boolean pause(Map<String, String> asked) {
        SaleId id = new SaleId(field(asked, "id"));
        return admin.move(id, SaleAdmin.Move.PAUSE, ACTOR) instanceof SaleAdmin.Applied.Done;
    }

    private static Duration millis(Map<String, String> asked, String name) {
        return Duration.ofMillis(Long.parseLong(field(asked, name)));
    }

    private static String field(Map<String, String> asked, String name) {
        return Objects.requireNonNull(asked.get(name), name);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static void answer(HttpExchange exchange, boolean done) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(done ? 204 : 409, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
