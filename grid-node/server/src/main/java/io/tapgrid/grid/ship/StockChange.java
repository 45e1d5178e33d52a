package io.tapgrid.grid.ship;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import java.time.Instant;

/** One change of an item's stock: placed once, adjusted by key afterwards. Units may be negative. */
record StockChange(SaleId saleId, Sku sku, Kind kind, String key, long units, String reason, Instant at) {
    enum Kind {
        PLACED,
        ADJUSTED
    }

    String name() {
        return saleId + "~" + sku + "~" + kind + "~" + key;
    }
}
