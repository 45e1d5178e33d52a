package io.tapgrid.web;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.testkit.InMemoryGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts sales into an in-memory grid: {@code aSale("PHONE-DAY").opening(noon).with("PHONE-X", 3).scheduledIn(grid)}. */
public final class Sales {
    private final SaleId id;
    private final List<Item> items = new ArrayList<>();
    private Instant opensAt = Instant.EPOCH;
    private Duration lasts = Duration.ofHours(2);
    private boolean reservation;
    private Rule rule = Rule.ONE_PER_ITEM;
    private Duration holdFor = Duration.ofMinutes(5);

    private Sales(SaleId id) {
        this.id = id;
    }

    public static Sales aSale(String id) {
        return new Sales(new SaleId(id));
    }

    public Sales opening(Instant at) {
        opensAt = at;
        return this;
    }

    public Sales lasting(Duration duration) {
        lasts = duration;
        return this;
    }

    public Sales withReservation() {
        reservation = true;
        return this;
    }

    public Sales under(Rule given) {
        rule = given;
        return this;
    }

    public Sales holdingFor(Duration duration) {
        holdFor = duration;
        return this;
    }

    public Sales with(String sku, long stock) {
        Map<String, String> names = Map.of("en", "Item " + sku, "zh", "商品 " + sku);
        items.add(new Item(id, new Sku(sku), items.size(), names, 199_900, "CNY", stock, 1));
        return this;
    }

    public SaleId draftIn(InMemoryGrid grid) {
        SaleAdmin admin = grid.admin();
        Sale sale = new Sale(
                id,
                Map.of("en", "Phone day", "zh", "手机日"),
                opensAt,
                opensAt.plus(lasts),
                reservation,
                rule,
                holdFor,
                Duration.ofMinutes(15),
                SaleState.DRAFT,
                1);
        SaleAdmin.Saved saved = admin.save(sale, items, "test");
        if (!(saved instanceof SaleAdmin.Saved.Done)) {
            throw new IllegalStateException(saved.toString());
        }
        return id;
    }

    public SaleId scheduledIn(InMemoryGrid grid) {
        draftIn(grid);
        SaleAdmin.Applied applied = grid.admin().move(id, SaleAdmin.Move.SCHEDULE, "test");
        if (!(applied instanceof SaleAdmin.Applied.Done)) {
            throw new IllegalStateException(applied.toString());
        }
        return id;
    }
}
