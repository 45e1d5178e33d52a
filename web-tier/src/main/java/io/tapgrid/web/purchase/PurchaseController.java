package io.tapgrid.web.purchase;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.web.admission.InFlight;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.GridReplies;
import io.tapgrid.web.http.JsonBody;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.http.RequestKeys;
import io.tapgrid.web.login.Logins;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A shopper's own purchases. Another's is answered like one that does not exist. */
@Controller("/v1/purchases")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class PurchaseController {
    private final Calls calls;
    private final Logins logins;
    private final InFlight inFlight;
    private final SaleGrid grid;
    private final PurchaseTokens tokens;
    private final PurchaseJson json;

    PurchaseController(
            Calls calls, Logins logins, InFlight inFlight, SaleGrid grid, PurchaseTokens tokens, PurchaseJson json) {
        this.calls = calls;
        this.logins = logins;
        this.inFlight = inFlight;
        this.grid = grid;
        this.tokens = tokens;
        this.json = json;
    }

    @Get
    CompletionStage<MutableHttpResponse<?>> list(HttpRequest<?> request) {
        return calls.answer(Call.PURCHASES, request, none -> {
            inFlight.requireRoom();
            Uid uid = logins.require(request);
            PurchasePage page = PurchasePage.asked(request);
            return inFlight.ask(() -> grid.purchases(uid)).thenApply(all -> page.of(all, json));
        });
    }

    @Get("/{purchaseId}")
    CompletionStage<MutableHttpResponse<?>> one(HttpRequest<?> request, @PathVariable String purchaseId) {
        return calls.answer(Call.PURCHASE, request, none -> {
            inFlight.requireRoom();
            PurchaseId id = own(logins.require(request), purchaseId);
            return inFlight.ask(() -> grid.purchase(id))
                    .thenApply(found -> found.map(it -> Reply.ok("shown", json.one(it)))
                            .orElseGet(() -> Reply.refused(Problem.of(Reason.UNKNOWN_PURCHASE, Layer.GRID))));
        });
    }

    @Post("/{purchaseId}/cart")
    CompletionStage<MutableHttpResponse<?>> cart(HttpRequest<?> request, @PathVariable String purchaseId) {
        return calls.answer(Call.CART, request, body -> {
            inFlight.requireRoom();
            Uid uid = logins.require(request);
            RequestKey key = RequestKeys.read(request);
            String token = JsonBody.read(request, body, List.of("token")).text("token");
            PurchaseId id = own(uid, purchaseId);
            if (!tokens.isFor(id, token)) {
                throw new ProblemException(Problem.of(Reason.TOKEN_INVALID, Layer.WEB));
            }
            return move(id, key, new ShardCommand.Cart(id, key));
        });
    }

    @Post("/{purchaseId}/cancel")
    CompletionStage<MutableHttpResponse<?>> cancel(HttpRequest<?> request, @PathVariable String purchaseId) {
        return calls.answer(Call.CANCEL, request, body -> {
            inFlight.requireRoom();
            Uid uid = logins.require(request);
            RequestKey key = RequestKeys.read(request);
            JsonBody.requireEmpty(request, body);
            PurchaseId id = own(uid, purchaseId);
            return move(id, key, new ShardCommand.Cancel(id, key));
        });
    }

    private CompletionStage<Reply> move(PurchaseId id, @Nullable RequestKey key, ShardCommand command) {
        return inFlight.ask(id.saleId(), id.uid(), key, () -> grid.decide(command))
                .handle((answer, failure) ->
                        failure == null ? GridReplies.of(answer, this::moved) : GridReplies.unknown());
    }

    private Reply moved(Outcome outcome) {
        if (outcome instanceof Outcome.Moved moved) {
            return Reply.ok("moved", json.moved(moved.purchase()));
        }
        throw GridReplies.unexpected(outcome);
    }

    private static PurchaseId own(Uid uid, String text) {
        return PurchaseId.parse(text)
                .filter(id -> id.uid().equals(uid))
                .orElseThrow(() -> new ProblemException(Problem.of(Reason.UNKNOWN_PURCHASE, Layer.WEB)));
    }
}
