package io.tapgrid.admin;

import io.tapgrid.admin.http.AdminServer;
import io.tapgrid.admin.http.ApiKey;
import io.tapgrid.admin.http.Routes;
import io.tapgrid.admin.imports.ImportEndpoints;
import io.tapgrid.admin.sale.AuditEndpoint;
import io.tapgrid.admin.sale.LiveEndpoint;
import io.tapgrid.admin.sale.SaleEndpoints;
import io.tapgrid.admin.sale.StockEndpoints;
import io.tapgrid.admin.status.StatusPage;
import io.tapgrid.gridapi.SaleAdmin;
import java.net.InetSocketAddress;
import java.time.Clock;

/** The console put together over any grid: the one that runs, or the one in memory that tests use. */
public final class Console {
    private Console() {}

    public static AdminServer server(InetSocketAddress address, String apiKey, SaleAdmin grid, Clock clock) {
        return new AdminServer(address, routes(grid, clock), new ApiKey(apiKey));
    }

    static Routes routes(SaleAdmin grid, Clock clock) {
        Routes routes = new Routes();
        new SaleEndpoints(grid).addTo(routes);
        new StockEndpoints(grid).addTo(routes);
        new ImportEndpoints(grid, clock).addTo(routes);
        new LiveEndpoint(grid, clock).addTo(routes);
        new AuditEndpoint(grid, clock).addTo(routes);
        new StatusPage().addTo(routes);
        return routes;
    }
}
