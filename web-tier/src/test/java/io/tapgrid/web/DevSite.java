package io.tapgrid.web;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.testkit.InMemoryGrid;
import io.tapgrid.web.config.WebConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The shopper site without a grid, for whoever works on the page or on a driver: {@code mvn -Pquick -pl web-tier -am
 * test-compile}, then this class. Ports as in the environment; sales that are open, about to open, and sold out soon.
 */
public final class DevSite {
    private DevSite() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        InMemoryGrid grid = new InMemoryGrid(new Shards(8), clock);
        Instant now = clock.instant();
        Sales.aSale("OPEN-NOW")
                .opening(now.plusSeconds(2))
                .with("PHONE-X", 1_000)
                .with("CASE-Y", 5)
                .scheduledIn(grid);
        Sales.aSale("IN-A-MINUTE")
                .opening(now.plusSeconds(60))
                .withReservation()
                .with("WATCH-Z", 20)
                .scheduledIn(grid);
        Sales.aSale("LAST-UNIT")
                .opening(now.plusSeconds(2))
                .under(Rule.ONE_ITEM_PER_SALE)
                .holdingFor(Duration.ofSeconds(30))
                .with("LAMP-1", 1)
                .scheduledIn(grid);
        Path data = Files.createTempDirectory("tapgrid-dev-site");
        Files.writeString(data.resolve("token-secret"), "0123456789abcdef0123456789abcdef");
        Files.writeString(data.resolve("shop-secret"), "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
        Map<String, String> values =
                Map.of("tapgrid.data", data.toString(), "tapgrid.web.dev-login", "true", "tapgrid.web.bench", "true");
        WebServer server = WebServer.start(WebConfig.of(values, System.getenv()), grid, clock);
        System.out.println("ready http://127.0.0.1:" + server.port());
        new CountDownLatch(1).await();
    }
}
