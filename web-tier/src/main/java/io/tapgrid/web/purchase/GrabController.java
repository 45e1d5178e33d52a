package io.tapgrid.web.purchase;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand.Grab;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.web.admission.InFlight;
import io.tapgrid.web.admission.LocalRefusals;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.GridReplies;
import io.tapgrid.web.http.JsonBody;
import io.tapgrid.web.http.PathIds;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.http.RequestKeys;
import io.tapgrid.web.login.Logins;
import io.tapgrid.web.problem.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A shopper's attempt at one unit: the hot path. Most attempts end at {@link LocalRefusals}. */
@Controller("/v1/sales/{saleId}/items/{sku}/grab")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class GrabController {
    private final Calls calls;
    private final Logins logins;
    private final LocalRefusals refusals;
    private final InFlight inFlight;
    private final SaleGrid grid;
    private final PurchaseJson json;

    GrabController(
            Calls calls, Logins logins, LocalRefusals refusals, InFlight inFlight, SaleGrid grid, PurchaseJson json) {
        this.calls = calls;
        this.logins = logins;
        this.refusals = refusals;
        this.inFlight = inFlight;
        this.grid = grid;
        this.json = json;
    }

    @Post
    CompletionStage<MutableHttpResponse<?>> grab(
            HttpRequest<?> request, @PathVariable String saleId, @PathVariable String sku) {
        return calls.answer(Call.GRAB, request, body -> {
            Uid uid = logins.require(request);
            JsonBody.requireEmpty(request, body);
            RequestKey key = RequestKeys.read(request);
            SaleId sale = PathIds.saleId(saleId);
            Sku item = PathIds.sku(sku);
            return decide(new Grab(sale, item, uid, key));
        });
    }

    private CompletionStage<Reply> decide(Grab grab) {
        Optional<Problem> refusal = refusals.refuse(grab);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(Reply.refused(refusal.get()));
        }
        return inFlight.ask(grab.saleId(), grab.uid(), grab.key(), () -> grid.decide(grab))
                .handle((answer, failure) ->
                        failure == null ? GridReplies.of(answer, this::won) : GridReplies.unknown());
    }

    private Reply won(Outcome outcome) {
        if (outcome instanceof Outcome.Won won) {
            return Reply.ok("won", json.won(won.purchase()));
        }
        if (outcome instanceof Outcome.Repeated repeated) {
            return Reply.ok("repeated", json.won(repeated.purchase()));
        }
        throw GridReplies.unexpected(outcome);
    }
}
