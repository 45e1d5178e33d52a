package io.tapgrid.gridapi.row;

import java.util.Map;

/** An item's terms. */
public final class ItemRow {
    public final int position;

    public final Map<String, String> names;

    public final long priceMinor;

    public final String currency;

    public final long stock;

    public final long version;

    public ItemRow(
            int position, Map<String, String> names, long priceMinor, String currency, long stock, long version) {
        this.position = position;
        this.names = names;
        this.priceMinor = priceMinor;
        this.currency = currency;
        this.stock = stock;
        this.version = version;
    }
}
