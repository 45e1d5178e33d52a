package io.tapgrid.web.sale;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.web.http.Call;
import io.tapgrid.web.http.Calls;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The sales, for everybody and without a login. */
@Controller("/v1/sales")
@Produces(MediaType.ALL)
final class SaleController {
    private final Calls calls;
    private final SalePages pages;
    private final Clock clock;

    SaleController(Calls calls, SalePages pages, Clock clock) {
        this.calls = calls;
        this.pages = pages;
        this.clock = clock;
    }

    @Get
    MutableHttpResponse<?> list(HttpRequest<?> request) {
        return calls.answerHere(Call.SALES, request, () -> show(pages.list()));
    }

    @Get("/{saleId}")
    MutableHttpResponse<?> one(HttpRequest<?> request, @PathVariable String saleId) {
        return calls.answerHere(Call.SALES, request, () -> {
            Optional<Page> page = SaleId.isValid(saleId) ? pages.sale(new SaleId(saleId)) : Optional.empty();
            return page.map(this::show)
                    .orElseGet(() -> Reply.refused(Problem.of(Reason.UNKNOWN_SALE, Layer.ADMISSION)));
        });
    }

    private Reply show(Page page) {
        return Reply.shared(page.etag(), page.at(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
