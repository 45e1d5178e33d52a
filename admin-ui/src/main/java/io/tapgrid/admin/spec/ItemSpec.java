package io.tapgrid.admin.spec;

import io.tapgrid.domain.Sku;
import java.util.Map;

/** One item of a spec: {@code priceMinor} in minor units of {@code currency}, {@code stock} in units. */
public record ItemSpec(Sku sku, Map<String, String> names, long priceMinor, String currency, long stock) {
    public ItemSpec {
        names = Map.copyOf(names);
    }
}
