package io.tapgrid.domain.purchase;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.Sku;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One unit won by one shopper. All times have microsecond precision.
 *
 * @param requestKey the key of the grab that won it; null where the rule allows a grab without one
 * @param version 1 when won, one more with each change
 * @param payBy set when carted
 * @param payment set when paid, kept when refunded
 */
public record Purchase(
        PurchaseId id,
        Sku sku,
        PurchaseState state,
        @Nullable ReleaseReason releaseReason,
        @Nullable RequestKey requestKey,
        int version,
        Instant decidedAt,
        Instant holdExpiresAt,
        @Nullable Instant payBy,
        Instant changedAt,
        @Nullable Payment payment) {

    public static Purchase held(
            PurchaseId id, Sku sku, @Nullable RequestKey key, Instant decidedAt, Instant holdExpiresAt) {
        return new Purchase(id, sku, PurchaseState.HELD, null, key, 1, decidedAt, holdExpiresAt, null, decidedAt, null);
    }

    public Purchase carted(Instant now, Instant payBy) {
        return next(PurchaseState.CARTED, null, now, payBy, null);
    }

    public Purchase paid(Instant now, Payment payment) {
        return next(PurchaseState.PAID, null, now, payBy, payment);
    }

    public Purchase released(Instant now, ReleaseReason reason) {
        return next(PurchaseState.RELEASED, reason, now, payBy, payment);
    }

    private Purchase next(
            PurchaseState next,
            @Nullable ReleaseReason reason,
            Instant now,
            @Nullable Instant nextPayBy,
            @Nullable Payment nextPayment) {
        return new Purchase(
                id, sku, next, reason, requestKey, version + 1, decidedAt, holdExpiresAt, nextPayBy, now, nextPayment);
    }

    /** The instant from which the unit no longer belongs to the shopper unless he moves on; empty once PAID or RELEASED. */
    public Optional<Instant> deadline() {
        return switch (state) {
            case HELD -> Optional.of(holdExpiresAt);
            case CARTED -> Optional.ofNullable(payBy);
            case PAID, RELEASED -> Optional.empty();
        };
    }

    /** Whether the deadline has been reached: at the deadline itself it is over. */
    public boolean isOverdue(Instant now) {
        return deadline().filter(at -> !now.isBefore(at)).isPresent();
    }
}
