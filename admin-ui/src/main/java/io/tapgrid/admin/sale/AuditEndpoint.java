package io.tapgrid.admin.sale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.http.Exchange;
import io.tapgrid.admin.http.Problem;
import io.tapgrid.admin.http.Routes;
import io.tapgrid.admin.http.Routes.Access;
import io.tapgrid.domain.Reason;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who did what: newest first, 100 rows a page; {@code next} is the {@code before} of the following page. */
public final class AuditEndpoint {
    private static final int PAGE_ROWS = 100;

    private final SaleAdmin grid;
    private final Clock clock;

    public AuditEndpoint(SaleAdmin grid, Clock clock) {
        this.grid = grid;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.add("GET", "/admin/v1/audit", Access.API_KEY, this::list);
    }

    private void list(Exchange exchange) throws IOException {
        Instant before = exchange.query("before")
                .map(AuditEndpoint::time)
                .orElseGet(() -> clock.instant().plus(Duration.ofDays(1)));
        List<AuditRow> rows = grid.audit(before, PAGE_ROWS);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var items = body.putArray("items");
        for (AuditRow row : rows) {
            ObjectNode item = items.addObject();
            item.put("at", row.at().toString());
            item.put("actor", row.actor());
            item.put("action", row.action());
            item.put("subject", row.subject());
            item.put("before", row.before());
            item.put("after", row.after());
        }
        if (rows.size() == PAGE_ROWS) {
            body.put("next", rows.get(rows.size() - 1).at().toString());
        }
        exchange.answer(200, body);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Problem(Reason.INVALID_REQUEST, "before: a time like 2026-12-01T04:00:00Z is expected.");
        }
    }
}
