package io.tapgrid.admin.sale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.http.Exchange;
import io.tapgrid.admin.http.Problem;
import io.tapgrid.admin.http.Routes;
import io.tapgrid.admin.http.Routes.Access;
import io.tapgrid.domain.Reason;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.AuditMark;
import io.tapgrid.gridapi.SaleAdmin.AuditPage;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Who did what: newest first, 100 rows a page; {@code next} is the {@code before} of the following page. */
public final class AuditEndpoint {
    private static final int PAGE_ROWS = 100;
    private static final String BEFORE_KEY = "~";
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

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
        AuditMark before = exchange.query("before")
                .map(AuditEndpoint::mark)
                .orElseGet(() -> AuditMark.of(clock.instant().plus(Duration.ofDays(1))));
        AuditPage page = grid.audit(before, PAGE_ROWS);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var items = body.putArray("items");
        for (AuditRow row : page.rows()) {
            ObjectNode item = items.addObject();
            item.put("at", row.at().toString());
            item.put("actor", row.actor());
            item.put("action", row.action());
            item.put("subject", row.subject());
            item.put("before", row.before());
            item.put("after", row.after());
        }
        page.next().ifPresent(mark -> body.put("next", mark.at() + BEFORE_KEY + mark.key()));
        exchange.answer(200, body);
    }

    /** A time, or what <i>next</i> was: the time and the key of a row, since many rows may be of one instant. */
    private static AuditMark mark(String text) {
        String[] timeAndKey = text.split(BEFORE_KEY, 2);
        AuditMark mark = AuditMark.of(time(timeAndKey[0]));
        return timeAndKey.length == 1 ? mark : new AuditMark(mark.at(), timeAndKey[1]);
    }

    /** There are no rows outside of the years that SQL knows. */
    private static Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LAST) ? LAST : time;
        } catch (DateTimeException e) {
            throw new Problem(Reason.INVALID_REQUEST, "before: a time like 2026-12-01T04:00:00Z is expected.");
        }
    }
}
