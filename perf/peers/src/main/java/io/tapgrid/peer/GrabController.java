package io.tapgrid.peer;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A grab: the login, one call of the script, the answer. Never blocks. */
@Controller("/v1/sales/{saleId}/items/{sku}/grab")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class GrabController {

    private static final Duration HOLD = Duration.ofHours(3);

    private final Logins logins;
    private final Stock stock;
    private final Clock clock;

    GrabController(Logins logins, Stock stock, Clock clock) {
        this.logins = logins;
        this.stock = stock;
        this.clock = clock;
    }

    @Post
    CompletionStage<MutableHttpResponse<byte[]>> grab(
            HttpRequest<?> request, @PathVariable String saleId, @PathVariable String sku) {
        Optional<String> uid = logins.uid(request.getHeaders().get("Authorization"));
        String key = request.getHeaders().get("Idempotency-Key");
        if (uid.isEmpty() || key == null) {
            return CompletableFuture.completedFuture(
                    uid.isEmpty()
                            ? Answers.refused(HttpStatus.UNAUTHORIZED, "login-invalid")
                            : Answers.refused(HttpStatus.BAD_REQUEST, "invalid-request"));
        }
        var grab = new Stock.Grab(saleId, sku, uid.get(), key);
        return stock.grab(grab, clock.instant().plus(HOLD).toEpochMilli()).thenApply(decided -> answer(grab, decided));
    }

    private MutableHttpResponse<byte[]> answer(Stock.Grab grab, long decided) {
        if (decided == Stock.NOT_RESERVED) {
            return Answers.refused(HttpStatus.FORBIDDEN, "not-reserved");
        }
        if (decided == Stock.BOUGHT_BEFORE) {
            return Answers.refused(HttpStatus.CONFLICT, "limit-reached");
        }
        if (decided == Stock.SOLD_OUT) {
            return Answers.refused(HttpStatus.CONFLICT, "sold-out");
        }
        String purchase = grab.sale() + '~' + grab.sku() + '~' + grab.uid();
        return Answers.won(purchase, logins.seal(purchase), decided);
    }
}
