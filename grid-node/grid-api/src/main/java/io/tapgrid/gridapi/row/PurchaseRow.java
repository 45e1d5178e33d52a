package io.tapgrid.gridapi.row;

import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** A purchase as it is now. Sale and shopper stand here too, because SQL shows them. */
public final class PurchaseRow {
    public final String saleId;

    public final String uid;

    public final String sku;

    public final String state;

    public final @Nullable String releaseReason;

    public final @Nullable String requestKey;

    public final @Nullable String cartKey;

    public final @Nullable String cancelKey;

    public final int version;

    public final Timestamp decidedAt;

    public final Timestamp holdExpiresAt;

    public final @Nullable Timestamp payBy;

    public final Timestamp changedAt;

    /** When it goes back unless it moves on; null once PAID or RELEASED. Indexed: expiry looks for it. */
    public final @Nullable Timestamp deadline;

    public final @Nullable String paymentId;

    public final @Nullable Long amountMinor;

    public final @Nullable String currency;

    public PurchaseRow(
            String saleId,
            String uid,
            String sku,
            String state,
            @Nullable String releaseReason,
            @Nullable String requestKey,
            @Nullable String cartKey,
            @Nullable String cancelKey,
            int version,
            Timestamp decidedAt,
            Timestamp holdExpiresAt,
            @Nullable Timestamp payBy,
            Timestamp changedAt,
            @Nullable Timestamp deadline,
            @Nullable String paymentId,
            @Nullable Long amountMinor,
            @Nullable String currency) {
        this.saleId = saleId;
        this.uid = uid;
        this.sku = sku;
        this.state = state;
        this.releaseReason = releaseReason;
        this.requestKey = requestKey;
        this.cartKey = cartKey;
        this.cancelKey = cancelKey;
        this.version = version;
        this.decidedAt = decidedAt;
        this.holdExpiresAt = holdExpiresAt;
        this.payBy = payBy;
        this.changedAt = changedAt;
        this.deadline = deadline;
        this.paymentId = paymentId;
        this.amountMinor = amountMinor;
        this.currency = currency;
    }
}
