package io.tapgrid.domain.sale;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One event with a start, an end and a rule. Its times have microsecond precision, as everywhere they are kept.
 *
 * @param names by language tag ({@code en}, {@code zh}); never empty
 * @param reservationRequired whether only those who reserved may grab
 * @param holdFor how long a won unit stays HELD; a whole number of milliseconds
 * @param payFor how long it then stays CARTED
 * @param version grows by one with every change; the higher one wins wherever two meet
 */
public record Sale(
        SaleId id,
        Map<String, String> names,
        Instant opensAt,
        Instant closesAt,
        boolean reservationRequired,
        Rule rule,
        Duration holdFor,
        Duration payFor,
        SaleState state,
        long version) {
    public Sale {
        names = Map.copyOf(names);
        opensAt = opensAt.truncatedTo(ChronoUnit.MICROS);
        closesAt = closesAt.truncatedTo(ChronoUnit.MICROS);
        if (!opensAt.isBefore(closesAt)) {
            throw new IllegalArgumentException("closesAt: " + closesAt + " (expected: after opensAt " + opensAt + ")");
        }
        requireHold("holdFor", holdFor);
        requireHold("payFor", payFor);
    }

    private static void requireHold(String field, Duration value) {
        if (value.compareTo(Limits.HOLD_MIN) < 0 || value.compareTo(Limits.HOLD_MAX) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " (expected: 1 second to 30 days)");
        }
        if (value.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException(field + ": " + value + " (expected: whole milliseconds)");
        }
    }

    /** The same sale in another state, one version on. Throws when no arrow leads there. */
    public Sale become(SaleState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("sale " + id + ": " + state + " cannot become " + next);
        }
        return new Sale(id, names, opensAt, closesAt, reservationRequired, rule, holdFor, payFor, next, version + 1);
    }

    public Sale withVersion(long next) {
        return new Sale(id, names, opensAt, closesAt, reservationRequired, rule, holdFor, payFor, state, next);
    }

    /** Whether {@code now} lies in the half-open time of the sale: opensAt ≤ now < closesAt. */
    public boolean isOn(Instant now) {
        return !now.isBefore(opensAt) && now.isBefore(closesAt);
    }
}
