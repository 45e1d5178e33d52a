package io.tapgrid.domain.sale;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A sale for tests, of which each changes what it is about. */
record ASale(SaleState state, Instant closesAt, Rule rule, String name, long version) {
    static final SaleId ID = new SaleId("PHONE-DAY");
    static final Instant OPENS = Instant.parse("2026-12-01T04:00:00Z");
    static final Instant CLOSES = OPENS.plus(Duration.ofHours(2));

    static ASale aSale() {
        return new ASale(SaleState.DRAFT, CLOSES, Rule.ONE_PER_ITEM, "Phone day", 1);
    }

    ASale in(SaleState next) {
        return new ASale(next, closesAt, rule, name, version);
    }

    ASale closing(Instant next) {
        return new ASale(state, next, rule, name, version);
    }

    ASale with(Rule next) {
        return new ASale(state, closesAt, next, name, version);
    }

    ASale named(String next) {
        return new ASale(state, closesAt, rule, next, version);
    }

    ASale at(long next) {
        return new ASale(state, closesAt, rule, name, next);
    }

    Sale get() {
        return new Sale(
                ID,
                Map.of("en", name),
                OPENS,
                closesAt,
                false,
                rule,
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                state,
                version);
    }

    static Item item(String sku, long stock, long price) {
        return new Item(ID, new Sku(sku), 0, Map.of("en", sku), price, "CNY", stock, 1);
    }
}
