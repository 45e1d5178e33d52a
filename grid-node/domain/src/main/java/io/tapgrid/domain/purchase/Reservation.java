package io.tapgrid.domain.purchase;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import java.time.Instant;

/** A shopper's right to try, made before the sale. */
public record Reservation(SaleId saleId, Sku sku, Uid uid, Instant reservedAt, Source source) {
    /** Who made it. */
    public enum Source {
        SHOPPER,
        IMPORT
    }
}
