package io.tapgrid.admin.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.domain.Limits;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Rule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a sale from JSON, or from YAML that was parsed into the same tree. */
public final class SaleSpecReader {
    private static final Set<String> SALE_FIELDS = Set.of(
            "sale", "name", "opensAt", "closesAt", "reservation", "rule", "holdFor", "payFor", "items", "reservations");
    private static final Set<String> ITEM_FIELDS = Set.of("sku", "name", "priceMinor", "currency", "stock");
    private static final String TIME = "a time like 2026-12-01T04:00:00Z";
    private static final String HOLD = "a duration of 1 second to 30 days, like 5m";
    private static final String RULE = "UNLIMITED, ONE_ITEM_PER_SALE, ONE_PER_ITEM or {perItem: 1 to 100}";
    private static final Duration HOLD_DEFAULT = Duration.ofMinutes(5);
    private static final Duration PAY_DEFAULT = Duration.ofMinutes(15);
    private static final long PRICE_MAX = 1_000_000_000_000L;
    private static final Duration SALE_MAX = Duration.ofDays(366);

    private final List<String> problems = new ArrayList<>();
    private final @Nullable Instant relativeTo;

    private SaleSpecReader(@Nullable Instant relativeTo) {
        this.relativeTo = relativeTo;
    }

    /**
     * Reads a spec whose times are all absolute.
     *
     * @throws SpecProblemsException with every problem there is
     */
    public static SaleSpec read(JsonNode sale) {
        return new SaleSpecReader(null).spec(sale);
    }

    /**
     * Reads a spec in which {@code opensAt} may be {@code +30s}, counted from the given instant, and {@code closesAt}
     * {@code +2h}, counted from {@code opensAt}.
     *
     * @throws SpecProblemsException with every problem there is
     */
    public static SaleSpec readRelative(JsonNode sale, Instant relativeTo) {
        return new SaleSpecReader(relativeTo).spec(sale);
    }

    private SaleSpec spec(JsonNode root) {
        if (!root.isObject()) {
            throw new SpecProblemsException(
                    List.of("a sale: an object with the fields " + SALE_FIELDS + " was expected"));
        }
        FieldReader fields = new FieldReader(root, "", problems);
        fields.allowOnly(SALE_FIELDS);
        Optional<SaleId> id = fields.required(
                "sale", "A-Z, 0-9 and '-', at most 32", text -> SaleId.isValid(text) ? new SaleId(text) : null);
        Optional<Instant> opensAt = fields.required("opensAt", TIME, text -> time(text, relativeTo));
        Optional<Instant> closesAt = fields.required(
                "closesAt",
                TIME + ", after opensAt",
                text -> time(text, relativeTo == null ? null : opensAt.orElse(relativeTo)));
        boolean required = fields.optional("reservation", true, "required or none", SaleSpecReader::reservation)
                .orElse(true);
        Optional<Rule> rule = rule(fields, root.get("rule"));
        Optional<Duration> holdFor = fields.optional("holdFor", HOLD_DEFAULT, HOLD, SaleSpecReader::hold);
        Optional<Duration> payFor = fields.optional("payFor", PAY_DEFAULT, HOLD, SaleSpecReader::hold);
        var names = fields.names("name");
        List<ItemSpec> items = items(fields, root.get("items"));
        requireOrder(fields, root, opensAt, closesAt);
        if (!problems.isEmpty()) {
            throw new SpecProblemsException(problems);
        }
        return new SaleSpec(
                id.orElseThrow(),
                names,
                opensAt.orElseThrow(),
                closesAt.orElseThrow(),
                required,
                rule.orElseThrow(),
                holdFor.orElseThrow(),
                payFor.orElseThrow(),
                items);
    }

    private static @Nullable Boolean reservation(String text) {
        return switch (text) {
            case "required" -> true;
            case "none" -> false;
            default -> null;
        };
    }

    private static @Nullable Instant time(String text, @Nullable Instant base) {
        if (text.startsWith("+")) {
            Optional<Duration> after = Durations.parse(text.substring(1));
            return base == null || after.isEmpty()
                    ? null
                    : base.plus(after.get()).truncatedTo(ChronoUnit.MILLIS);
        }
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static @Nullable Duration hold(String text) {
        return Durations.parse(text)
                .filter(duration ->
                        duration.compareTo(Limits.HOLD_MIN) >= 0 && duration.compareTo(Limits.HOLD_MAX) <= 0)
                .orElse(null);
    }

    private static Optional<Rule> rule(FieldReader fields, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return Optional.of(Rule.ONE_PER_ITEM);
        }
        Optional<Rule> rule = value.isTextual() ? named(value.textValue()) : perItem(value);
        if (rule.isEmpty()) {
            fields.problem("rule", value, RULE);
        }
        return rule;
    }

    private static Optional<Rule> named(String rule) {
        return switch (rule) {
            case "UNLIMITED" -> Optional.of(Rule.UNLIMITED);
            case "ONE_ITEM_PER_SALE" -> Optional.of(Rule.ONE_ITEM_PER_SALE);
            case "ONE_PER_ITEM" -> Optional.of(Rule.ONE_PER_ITEM);
            default -> Optional.empty();
        };
    }

    private static Optional<Rule> perItem(JsonNode value) {
        JsonNode units = value.path("perItem");
        boolean inRange =
                units.isInt() && units.intValue() >= 1 && units.intValue() <= Limits.PURCHASES_PER_SHOPPER_MAX;
        return inRange && value.size() == 1 ? Optional.of(Rule.perItem(units.intValue())) : Optional.empty();
    }

    private List<ItemSpec> items(FieldReader fields, @Nullable JsonNode value) {
        List<ItemSpec> items = new ArrayList<>();
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > Limits.ITEMS_PER_SALE_MAX) {
            fields.problem("items", value, "a list of 1 to " + Limits.ITEMS_PER_SALE_MAX + " items");
            return items;
        }
        Set<Sku> seen = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            item(value.get(i), "items[" + i + "].", seen).ifPresent(items::add);
        }
        return items;
    }

    private Optional<ItemSpec> item(JsonNode value, String prefix, Set<Sku> seen) {
        FieldReader fields = new FieldReader(value, prefix, problems);
        fields.allowOnly(ITEM_FIELDS);
        Optional<Sku> sku = fields.required(
                "sku", "A-Z, 0-9 and '-', at most 32", text -> Sku.isValid(text) ? new Sku(text) : null);
        if (sku.isPresent() && !seen.add(sku.get())) {
            fields.problem("sku", value.get("sku"), "each SKU once");
        }
        var names = fields.names("name");
        long priceMinor = fields.units("priceMinor", PRICE_MAX, "minor units, 0 to " + PRICE_MAX);
        Optional<String> currency = fields.required("currency", "an ISO 4217 code like CNY", SaleSpecReader::currency);
        long stock = fields.units("stock", Limits.UNITS_MAX, "units, 0 to " + Limits.UNITS_MAX);
        return sku.isEmpty() || currency.isEmpty()
                ? Optional.empty()
                : Optional.of(new ItemSpec(sku.get(), names, priceMinor, currency.get(), stock));
    }

    private static @Nullable String currency(String text) {
        try {
            return Currency.getInstance(text).getCurrencyCode();
        } catch (IllegalArgumentException notACurrency) {
            return null;
        }
    }

    private static void requireOrder(
            FieldReader fields, JsonNode root, Optional<Instant> opensAt, Optional<Instant> closesAt) {
        if (opensAt.isEmpty() || closesAt.isEmpty()) {
            return;
        }
        Duration length = Duration.between(opensAt.get(), closesAt.get());
        if (length.isNegative() || length.isZero() || length.compareTo(SALE_MAX) > 0) {
            fields.problem("closesAt", root.get("closesAt"), "after opensAt, by at most 366 days");
        }
    }
}
