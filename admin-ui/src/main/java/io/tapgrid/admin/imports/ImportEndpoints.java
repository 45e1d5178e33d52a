package io.tapgrid.admin.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.http.Exchange;
import io.tapgrid.admin.http.Problem;
import io.tapgrid.admin.http.Routes;
import io.tapgrid.admin.http.Routes.Access;
import io.tapgrid.admin.imports.ReservationImport.Totals;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Uploading reservations, and looking at the uploads that are under way. At most four at a time. */
public final class ImportEndpoints {
    private static final int AT_A_TIME_MAX = 4;

    /** Over all imports. Each waits in a thread of a node's operators' pool, and a pause must still find one there. */
    private static final int PORTIONS_MAX = ReservationImport.WINDOW;

    private static final String PATH = "/admin/v1/sales/{saleId}/reservations";
    private static final String ACTOR = "api-key";

    private final SaleAdmin grid;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_A_TIME_MAX);
    private final Semaphore portions = new Semaphore(PORTIONS_MAX, true);
    private final Map<SaleId, ReservationImport> running = new ConcurrentHashMap<>();

    public ImportEndpoints(SaleAdmin grid, Clock clock) {
        this.grid = grid;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.addUpload(PATH, Access.API_KEY, this::upload).add("GET", PATH, Access.API_KEY, this::progress);
    }

    private void upload(Exchange exchange) throws IOException, InterruptedException {
        exchange.requireContentType("text/csv");
        SaleCard card = openSale(exchange.saleId());
        ReservationImport started = new ReservationImport(grid, card.sale().id(), new LineParser(skus(card)), portions);
        if (!places.tryAcquire()) {
            throw new Problem(Reason.QUEUE_FULL, "Four imports are under way; wait for one to end.");
        }
        try {
            if (running.putIfAbsent(card.sale().id(), started) != null) {
                throw new Problem(Reason.KEY_IN_USE, "An import into this sale is under way.");
            }
            Totals totals = run(started, card.sale().id(), exchange);
            exchange.answer(200, write(totals));
        } finally {
            running.remove(card.sale().id(), started);
            places.release();
        }
    }

    /** What was added before an import broke off stays, so it is in the audit too. */
    private Totals run(ReservationImport started, SaleId saleId, Exchange exchange)
            throws IOException, InterruptedException {
        try {
            Totals totals = started.run(exchange.streamedBody());
            audit(saleId, totals, "import-reservations");
            return totals;
        } catch (IOException | GridUnavailableException brokenOff) {
            try {
                audit(saleId, started.totals(), "import-reservations-broken-off");
            } catch (GridUnavailableException away) {
                brokenOff.addSuppressed(away);
            }
            throw brokenOff;
        }
    }

    private void progress(Exchange exchange) throws IOException {
        ReservationImport current = running.get(exchange.saleId());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("running", current != null);
        if (current != null) {
            body.put("lines", current.linesRead());
        }
        exchange.answer(200, body);
    }

    private SaleCard openSale(SaleId saleId) {
        SaleCard card =
                grid.board().sale(saleId).orElseThrow(() -> new Problem(Reason.UNKNOWN_SALE, "There is no such sale."));
        if (card.sale().state() == SaleState.CLOSED) {
            throw new Problem(Reason.WRONG_STATE, "The sale is closed.");
        }
        return card;
    }

    private static Set<Sku> skus(SaleCard card) {
        return card.items().stream().map(item -> item.item().sku()).collect(Collectors.toSet());
    }

    private void audit(SaleId saleId, Totals totals, String action) {
        ObjectNode after = JsonNodeFactory.instance.objectNode();
        after.put("lines", totals.lines());
        after.put("added", totals.added());
        grid.record(new AuditRow(clock.instant(), ACTOR, action, saleId.value(), "", after.toString()));
    }

    private static ObjectNode write(Totals totals) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("lines", totals.lines());
        body.put("added", totals.added());
        body.put("existing", totals.existing());
        body.put("rejected", totals.rejected());
        var errors = body.putArray("errors");
        totals.errors().forEach(error -> {
            ObjectNode node = errors.addObject();
            node.put("line", error.line());
            node.put("reason", error.reason());
        });
        return body;
    }
}
