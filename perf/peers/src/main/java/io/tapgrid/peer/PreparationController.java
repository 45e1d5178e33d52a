package io.tapgrid.peer;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code PUT /prepare/SALE/SKU?units=N&prefix=P&reserved=N}: what a shop would do before the sale. Not measured. */
@Controller("/prepare")
final class PreparationController {

    private static final int MILLIONS_MAX = 2_000_000;

    private final Stock stock;

    PreparationController(Stock stock) {
        this.stock = stock;
    }

    @Put("/{saleId}/{sku}{?units,prefix,reserved}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> prepare(
            @PathVariable String saleId,
            @PathVariable String sku,
            @QueryValue int units,
            @QueryValue String prefix,
            @QueryValue int reserved) {
        if (units < 0 || units > MILLIONS_MAX || reserved < 0 || reserved > MILLIONS_MAX) {
            return HttpResponse.badRequest();
        }
        stock.prepare(saleId, sku, units, new Stock.Reserved(prefix, reserved));
        return HttpResponse.noContent();
    }
}
