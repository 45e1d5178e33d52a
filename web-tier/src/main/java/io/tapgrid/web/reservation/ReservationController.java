package io.tapgrid.web.reservation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.web.admission.InFlight;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.GridReplies;
import io.tapgrid.web.http.Json;
import io.tapgrid.web.http.JsonBody;
import io.tapgrid.web.http.PathIds;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.login.Logins;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import java.util.concurrent.CompletionStage;

/** One shopper's reservation of one item. */
@Controller("/v1/sales/{saleId}/items/{sku}/reservation")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class ReservationController {
    private final Calls calls;
    private final Logins logins;
    private final InFlight inFlight;
    private final SaleGrid grid;

    ReservationController(Calls calls, Logins logins, InFlight inFlight, SaleGrid grid) {
        this.calls = calls;
        this.logins = logins;
        this.inFlight = inFlight;
        this.grid = grid;
    }

    @Put
    CompletionStage<MutableHttpResponse<?>> reserve(
            HttpRequest<?> request, @PathVariable String saleId, @PathVariable String sku) {
        return calls.answer(Call.RESERVE, request, body -> {
            inFlight.requireRoom();
            Uid uid = logins.require(request);
            JsonBody.requireEmpty(request, body);
            ShardCommand command = new ShardCommand.Reserve(PathIds.saleId(saleId), PathIds.sku(sku), uid);
            return inFlight.ask(() -> grid.decide(command))
                    .thenApply(answer -> GridReplies.of(answer, ReservationController::reserved));
        });
    }

    private static Reply reserved(Outcome outcome) {
        if (!(outcome instanceof Outcome.Reserved reserved)) {
            throw GridReplies.unexpected(outcome);
        }
        byte[] body = json(reserved.reservation());
        return reserved.made() ? Reply.created("made", body) : Reply.ok("existing", body);
    }

    @Get
    CompletionStage<MutableHttpResponse<?>> show(
            HttpRequest<?> request, @PathVariable String saleId, @PathVariable String sku) {
        return calls.answer(Call.RESERVATION, request, none -> {
            inFlight.requireRoom();
            Uid uid = logins.require(request);
            SaleId sale = PathIds.saleId(saleId);
            Sku item = PathIds.sku(sku);
            return inFlight.ask(() -> grid.reservation(sale, item, uid))
                    .thenApply(found -> found.map(it -> Reply.ok("shown", json(it)))
                            .orElseGet(() -> Reply.refused(Problem.of(Reason.UNKNOWN_RESERVATION, Layer.GRID))));
        });
    }

    private static byte[] json(Reservation reservation) {
        return Json.object(out -> Json.time(out, "reservedAt", reservation.reservedAt()));
    }
}
