package io.tapgrid.admin.sale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.http.Exchange;
import io.tapgrid.admin.http.Problem;
import io.tapgrid.admin.http.Routes;
import io.tapgrid.admin.http.Routes.Access;
import io.tapgrid.admin.spec.SaleSpec;
import io.tapgrid.admin.spec.SaleSpecReader;
import io.tapgrid.admin.spec.SpecProblemsException;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sales: read, created, changed, and moved along their states. Everything here may be repeated without harm. */
public final class SaleEndpoints {
    static final String ACTOR = "api-key";

    private final SaleAdmin grid;

    public SaleEndpoints(SaleAdmin grid) {
        this.grid = grid;
    }

    public void addTo(Routes routes) {
        routes.add("GET", "/admin/v1/sales", Access.API_KEY, this::list)
                .add("POST", "/admin/v1/sales", Access.API_KEY, this::create)
                .add("GET", "/admin/v1/sales/{saleId}", Access.API_KEY, this::read)
                .add("PUT", "/admin/v1/sales/{saleId}", Access.API_KEY, this::change);
        for (Move move : Move.values()) {
            String path = "/admin/v1/sales/{saleId}/" + move.name().toLowerCase(Locale.ROOT);
            routes.add("POST", path, Access.API_KEY, exchange -> move(exchange, move));
        }
    }

    private void list(Exchange exchange) throws IOException {
        Board board = grid.board();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("readAt", board.readAt().toString());
        var items = body.putArray("items");
        board.sales().forEach(card -> items.add(SaleJson.write(card)));
        exchange.answer(200, body);
    }

    private void read(Exchange exchange) throws IOException {
        exchange.answer(200, SaleJson.write(card(exchange.saleId())));
    }

    private void create(Exchange exchange) throws IOException {
        SaleSpec spec = spec(exchange.json());
        Optional<SaleCard> standing = grid.board().sale(spec.id());
        if (standing.isPresent()) {
            answerRepeatedCreation(exchange, spec, standing.get());
            return;
        }
        save(exchange, spec.toSale(Optional.empty()), spec.toItems(List.of()));
    }

    /** The answer to a creation may have been lost: the same sale again is fine, another one under its name is not. */
    private static void answerRepeatedCreation(Exchange exchange, SaleSpec spec, SaleCard standing) throws IOException {
        if (!SaleSpec.of(standing.sale(), items(standing)).equals(spec)) {
            throw new Problem(Reason.WRONG_STATE, "There is another sale with this id; change it with PUT.");
        }
        exchange.answer(200, SaleJson.write(standing));
    }

    private void change(Exchange exchange) throws IOException {
        SaleId saleId = exchange.saleId();
        JsonNode body = exchange.json();
        SaleCard standing = card(saleId);
        requireVersion(body, standing.sale());
        SaleSpec spec = spec(withoutVersion(body));
        if (!spec.id().equals(saleId)) {
            throw new Problem(Reason.INVALID_REQUEST, "sale: " + spec.id() + " (expected: the id in the path)");
        }
        if (SaleSpec.of(standing.sale(), items(standing)).equals(spec)) {
            exchange.answer(200, SaleJson.write(standing));
            return;
        }
        save(exchange, spec.toSale(Optional.of(standing.sale())), spec.toItems(items(standing)));
    }

    private void save(Exchange exchange, Sale sale, List<Item> items) throws IOException {
        Saved saved = grid.save(sale, items, ACTOR);
        if (saved instanceof Saved.Refused refused) {
            throw new Problem(refused.reason(), refused.message());
        }
        Saved.Done done = (Saved.Done) saved;
        exchange.answer(
                done.created() ? 201 : 200, SaleJson.write(card(done.sale().id())));
    }

    /** 200 when every shard has applied it, else 202 with those that have not. */
    private void move(Exchange exchange, Move move) throws IOException {
        exchange.requireEmptyBody();
        Applied applied = grid.move(exchange.saleId(), move, exchange.key(), ACTOR);
        if (applied instanceof Applied.Refused refused) {
            throw new Problem(refused.reason(), refused.message());
        }
        Applied.Done done = (Applied.Done) applied;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", done.sale().id().value());
        body.put("state", done.sale().state().name());
        body.put("version", done.sale().version());
        var pending = body.putArray("pendingShards");
        done.pendingShards().stream().sorted().forEach(pending::add);
        exchange.answer(done.pendingShards().isEmpty() ? 200 : 202, body);
    }

    private SaleCard card(SaleId saleId) {
        return grid.board().sale(saleId).orElseThrow(() -> new Problem(Reason.UNKNOWN_SALE, "There is no such sale."));
    }

    private static List<Item> items(SaleCard card) {
        return card.items().stream().map(ItemCard::item).toList();
    }

    private static SaleSpec spec(JsonNode body) {
        try {
            return SaleSpecReader.read(body);
        } catch (SpecProblemsException e) {
            throw new Problem(Reason.INVALID_REQUEST, String.join("; ", e.problems()));
        }
    }

    private static void requireVersion(JsonNode body, Sale standing) {
        JsonNode version = body.path("version");
        if (!version.isMissingNode() && !(version.isIntegralNumber() && version.longValue() == standing.version())) {
            throw new Problem(
                    Reason.WRONG_STATE,
                    "version: " + version + " (expected: " + standing.version() + ", somebody else changed the sale)");
        }
    }

    private static JsonNode withoutVersion(JsonNode body) {
        return body.isObject() ? ((ObjectNode) body.deepCopy()).without("version") : body;
    }
}
