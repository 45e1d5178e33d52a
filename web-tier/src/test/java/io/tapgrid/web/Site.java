package io.tapgrid.web;

import io.tapgrid.domain.Shards;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.testkit.InMemoryGrid;
import io.tapgrid.testkit.SettableClock;
import io.tapgrid.web.config.WebConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A web process on the in-memory grid, on free ports, with a clock that a test moves. */
public final class Site implements AutoCloseable {
    public static final String SHOP_SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

    private static final String SECRET = "a secret of more than thirty-two characters";

    public final SettableClock clock = SettableClock.atNoon();
    public final InMemoryGrid grid = new InMemoryGrid(new Shards(4), clock);
    public final Path data;
    private final WebServer server;

    private Site(String secret, Map<String, String> settings, UnaryOperator<SaleGrid> between) {
        this.data = folder(secret);
        Map<String, String> values = new HashMap<>(Map.of(
                "tapgrid.data", data.toString(),
                "tapgrid.http-port", "0",
                "tapgrid.management-port", "0",
                "tapgrid.web.dev-login", "true"));
        values.putAll(settings);
        this.server = WebServer.start(WebConfig.of(values, Map.of()), between.apply(grid), clock);
    }

    public static Site start() {
        return start(Map.of());
    }

    public static Site start(Map<String, String> settings) {
        return new Site(SECRET, settings, grid -> grid);
    }

    /** A system whose tokens are sealed with another secret. */
    public static Site startWithSecret(String secret) {
        return new Site(secret, Map.of(), grid -> grid);
    }

    /** With something between the web process and its grid. */
    public static Site start(Map<String, String> settings, UnaryOperator<SaleGrid> between) {
        return new Site(SECRET, settings, between);
    }

    private static Path folder(String secret) {
        try {
            Path folder = Files.createTempDirectory("tapgrid-site");
            Files.writeString(folder.resolve("token-secret"), secret);
            Files.writeString(folder.resolve("shop-secret"), SHOP_SECRET);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.port();
    }

    public int managementPort() {
        return server.managementPort();
    }

    public Request request(String method, String path) {
        return new Request(server.port(), method, path);
    }

    public Request get(String path) {
        return request("GET", path);
    }

    public Request post(String path) {
        return request("POST", path);
    }

    public Request put(String path) {
        return request("PUT", path);
    }

    public Request grab(String sale, String sku, String uid) {
        return post("/v1/sales/" + sale + "/items/" + sku + "/grab").by(login(uid));
    }

    /** A login for anybody, as the development profile gives it. */
    public String login(String uid) {
        return post("/dev/login").json("{\"uid\":\"" + uid + "\"}").send().text("token");
    }

    /** {@code get /v1/sales} and so on, without the files of the site and the methods that come with others. */
    Set<String> routes() {
        return server.routes().stream()
                .filter(route -> route.contains(" /v1/") || route.contains(" /dev/") || route.contains(" /problems/"))
                .filter(route -> !route.startsWith("head "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        server.close();
    }
}
