package io.tapgrid.admin.sale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.http.Exchange;
import io.tapgrid.admin.http.Problem;
import io.tapgrid.admin.http.Routes;
import io.tapgrid.admin.http.Routes.Access;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A sale as it goes, one server-sent event a second: {@code live} with the sale and its units, or {@code unavailable}
 * with the reason when the grid cannot be read. At most 32 streams, each for at most an hour; browsers reconnect by
 * themselves.
 */
public final class LiveEndpoint {
    private static final int STREAMS_MAX = 32;
    private static final Duration STREAM_MAX = Duration.ofHours(1);
    private static final long EVERY_MILLIS = 1_000;

    private final SaleAdmin grid;
    private final Clock clock;
    private final Semaphore places = new Semaphore(STREAMS_MAX);

    public LiveEndpoint(SaleAdmin grid, Clock clock) {
        this.grid = grid;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.add("GET", "/admin/v1/sales/{saleId}/live", Access.API_KEY, this::stream);
    }

    private void stream(Exchange exchange) throws IOException, InterruptedException {
        SaleId saleId = exchange.saleId();
        if (grid.board().sale(saleId).isEmpty()) {
            throw new Problem(Reason.UNKNOWN_SALE, "There is no such sale.");
        }
        if (!places.tryAcquire()) {
            throw new Problem(Reason.QUEUE_FULL, "Too many live streams are open.", Duration.ofSeconds(5));
        }
        try (OutputStream out = exchange.stream("text/event-stream")) {
            Instant end = clock.instant().plus(STREAM_MAX);
            while (clock.instant().isBefore(end)) {
                long begunNanos = System.nanoTime();
                out.write(event(saleId).getBytes(StandardCharsets.UTF_8));
                out.flush();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
                Thread.sleep(Math.max(0, EVERY_MILLIS - took));
            }
        } finally {
            places.release();
        }
    }

    private String event(SaleId saleId) {
        try {
            ObjectNode data = grid.board()
                    .sale(saleId)
                    .map(SaleJson::write)
                    .orElseThrow(() -> new Problem(Reason.UNKNOWN_SALE, "There is no such sale."));
            data.put("at", clock.instant().toString());
            data.set("conservation", StockEndpoints.write(grid.conservation(saleId)));
            return "event: live\ndata: " + data + "\n\n";
        } catch (GridUnavailableException unavailable) {
            return "event: unavailable\ndata: {\"reason\":\""
                    + unavailable.reason().word() + "\"}\n\n";
        }
    }
}
