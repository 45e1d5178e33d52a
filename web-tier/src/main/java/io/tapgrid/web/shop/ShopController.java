package io.tapgrid.web.shop;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.web.admission.InFlight;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.GridReplies;
import io.tapgrid.web.http.Json;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.http.RequestKeys;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** What the shop's server calls. Repeatable: the payment id tells a repeat. */
@Controller("/v1/shop/purchases/{purchaseId}")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class ShopController {
    private final Calls calls;
    private final ShopSignature signature;
    private final InFlight inFlight;
    private final SaleGrid grid;

    ShopController(Calls calls, ShopSignature signature, InFlight inFlight, SaleGrid grid) {
        this.calls = calls;
        this.signature = signature;
        this.inFlight = inFlight;
        this.grid = grid;
    }

    @Post("/paid")
    CompletionStage<MutableHttpResponse<?>> paid(HttpRequest<?> request, @PathVariable String purchaseId) {
        return calls.answer(Call.PAID, request, body -> report(request, purchaseId, body, ShardCommand.Pay::new));
    }

    @Post("/refunded")
    CompletionStage<MutableHttpResponse<?>> refunded(HttpRequest<?> request, @PathVariable String purchaseId) {
        return calls.answer(
                Call.REFUNDED, request, body -> report(request, purchaseId, body, ShardCommand.Refund::new));
    }

    private CompletionStage<Reply> report(
            HttpRequest<?> request,
            String purchaseId,
            byte[] body,
            BiFunction<PurchaseId, Payment, ShardCommand> toCommand) {
        inFlight.requireRoom();
        signature.require(request, body);
        RequestKeys.read(request);
        Payment payment = PaymentBody.read(request, body);
        PurchaseId id = PurchaseId.parse(purchaseId)
                .orElseThrow(() -> new ProblemException(Problem.of(Reason.UNKNOWN_PURCHASE, Layer.WEB)));
        return inFlight.ask(() -> grid.decide(toCommand.apply(id, payment)))
                .handle((answer, failure) ->
                        failure == null ? GridReplies.of(answer, ShopController::moved) : GridReplies.unknown());
    }

    private static Reply moved(Outcome outcome) {
        if (!(outcome instanceof Outcome.Moved moved)) {
            throw GridReplies.unexpected(outcome);
        }
        return Reply.ok("moved", Json.object(out -> {
            out.writeStringField("purchaseId", moved.purchase().id().value());
            out.writeStringField("state", moved.purchase().state().name());
        }));
    }
}
