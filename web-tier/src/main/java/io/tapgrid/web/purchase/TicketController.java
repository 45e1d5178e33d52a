package io.tapgrid.web.purchase;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.domain.Reason;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.login.Logins;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;

/** No queue gives out tickets yet: a full process answers {@code queue-full}, so every ticket is unknown. */
@Controller("/v1/tickets/{ticket}")
@Produces(MediaType.ALL)
final class TicketController {
    private final Calls calls;
    private final Logins logins;

    TicketController(Calls calls, Logins logins) {
        this.calls = calls;
        this.logins = logins;
    }

    @Get
    MutableHttpResponse<?> show(HttpRequest<?> request, @PathVariable String ticket) {
        return calls.answerHere(Call.TICKET, request, () -> {
            logins.require(request);
            return Reply.refused(Problem.of(Reason.UNKNOWN_TICKET, Layer.WEB));
        });
    }
}
