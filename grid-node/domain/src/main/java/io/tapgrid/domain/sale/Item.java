package io.tapgrid.domain.sale;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import java.util.Map;

/**
 * One SKU in one sale.
 *
 * @param position where it stands on the page, from 0
 * @param priceMinor price in minor units of {@code currency} (ISO 4217), 0 or more
 * @param stock the units it was first given
 */
public record Item(
        SaleId saleId,
        Sku sku,
        int position,
        Map<String, String> names,
        long priceMinor,
        String currency,
        long stock,
        long version) {
    public Item {
        names = Map.copyOf(names);
        if (stock < 0 || stock > Limits.UNITS_MAX) {
            throw new IllegalArgumentException("stock: " + stock + " (expected: 0 to " + Limits.UNITS_MAX + ")");
        }
        if (priceMinor < 0) {
            throw new IllegalArgumentException("priceMinor: " + priceMinor + " (expected: 0 or more)");
        }
    }

    public Item withVersion(long next) {
        return new Item(saleId, sku, position, names, priceMinor, currency, stock, next);
    }

    Item withNames(Map<String, String> next) {
        return new Item(saleId, sku, position, next, priceMinor, currency, stock, version);
    }
}
