package io.tapgrid.web.page;

import io.tapgrid.domain.Shards;
import io.tapgrid.grid.GridNode;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.testkit.GridCluster;
import io.tapgrid.testkit.InMemoryGrid;
import io.tapgrid.web.WebServer;
import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.grid.IgniteSaleGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shopper page, in Chromium. Sales open by the machine's clock, as they do for shoppers. */
final class PageIT {
    private final Clock clock = Clock.systemUTC();

    @Test
    void the_parts_of_the_page_do_what_they_say() throws Exception {
        new NodeTests(Map.of())
                .pass(
                        "parts",
                        "unit/asking.test.mjs",
                        "unit/clock.test.mjs",
                        "unit/persist.test.mjs",
                        "unit/schedule.test.mjs",
                        "unit/session.test.mjs",
                        "unit/site.test.mjs",
                        "unit/stage.test.mjs",
                        "unit/words.test.mjs");
    }

    @Test
    void a_shopper_reserves_grabs_and_carts_at_a_real_web_process(@TempDir Path data) throws Exception {
        InMemoryGrid grid = new InMemoryGrid(new Shards(4), clock);
        shop("process", data, grid, grid.admin(), "page/cache.test.mjs", "page/sale.test.mjs");
    }

    @Test
    void a_shopper_reserves_grabs_and_carts_where_a_grid_node_decides(@TempDir Path data) throws Exception {
        try (GridCluster cluster = GridCluster.start(1, data, clock, Map.of())) {
            GridNode node = cluster.anyNode();
            try (IgniteSaleGrid grid =
                    IgniteSaleGrid.embedded(node.ignite(), node.context().shards(), clock)) {
                shop("grid", data, grid, node.admin(), "page/sale.test.mjs");
            }
        }
    }

    private void shop(String name, Path data, SaleGrid grid, SaleAdmin admin, String... files) throws Exception {
        try (WebServer web = WebServer.start(config(data), grid, clock);
                SaleDesk desk = new SaleDesk(admin, clock)) {
            new NodeTests(Map.of("TAPGRID_SITE", "http://127.0.0.1:" + web.port(), "TAPGRID_CONTROL", desk.address()))
                    .pass(name, files);
        }
    }

    @Test
    void the_page_holds_when_things_go_wrong() throws Exception {
        new NodeTests(Map.of()).pass("troubles", "page/manners.test.mjs", "page/troubles.test.mjs");
    }

    @Test
    void every_state_of_the_page_is_fit_to_be_seen_and_heard() throws Exception {
        new NodeTests(Map.of()).pass("looks", "page/looks.test.mjs");
    }

    private static WebConfig config(Path data) throws IOException {
        Files.writeString(data.resolve("token-secret"), "0123456789abcdef0123456789abcdef");
        Files.writeString(data.resolve("shop-secret"), "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
        return WebConfig.of(
                Map.of(
                        "tapgrid.data", data.toString(),
                        "tapgrid.http-port", "0",
                        "tapgrid.management-port", "0",
                        "tapgrid.web.dev-login", "true"),
                Map.of());
    }
}
