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
 * @param cartKey the key of the request that put it into the cart; null before, or if that came without one
 * @param cancelKey the key of the request that gave it back; null unless CANCELLED, or if that came without one
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
        @Nullable RequestKey cartKey,
        @Nullable RequestKey cancelKey,
        int version,
        Instant decidedAt,
        Instant holdExpiresAt,
        @Nullable Instant payBy,
        Instant changedAt,
        @Nullable Payment payment) {

    public static Purchase held(
            PurchaseId id, Sku sku, @Nullable RequestKey key, Instant decidedAt, Instant holdExpiresAt) {
        return new Purchase(
                id, sku, PurchaseState.HELD, null, key, null, null, 1, decidedAt, holdExpiresAt, null, decidedAt, null);
    }

    public Purchase carted(Instant now, Instant payBy, @Nullable RequestKey key) {
        return new Purchase(
                id,
                sku,
                PurchaseState.CARTED,
                null,
                requestKey,
                key,
                null,
                version + 1,
                decidedAt,
                holdExpiresAt,
                payBy,
                now,
                null);
    }

    public Purchase paid(Instant now, Payment payment) {
        return new Purchase(
                id,
                sku,
                PurchaseState.PAID,
                null,
                requestKey,
                cartKey,
                null,
                version + 1,
                decidedAt,
                holdExpiresAt,
                payBy,
                now,
                payment);
    }

    /** Given back by its shopper. */
    public Purchase cancelled(Instant now, @Nullable RequestKey key) {
        return released(now, ReleaseReason.CANCELLED, key);
    }

    /** Given back without its shopper. */
    public Purchase released(Instant now, ReleaseReason reason) {
        return released(now, reason, null);
    }

    private Purchase released(Instant now, ReleaseReason reason, @Nullable RequestKey key) {
        return new Purchase(
                id,
                sku,
                PurchaseState.RELEASED,
                reason,
                requestKey,
                cartKey,
                key,
                version + 1,
                decidedAt,
                holdExpiresAt,
                payBy,
                now,
                payment);
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
