package io.tapgrid.standalone.prove.traffic;

import org.jspecify.annotations.Nullable;

/**
 * What one shopper wants under one key, and everything that is known of it: asked, answered, refused, or unknown. Changed on the
 * traffic's thread alone; read by others after the round.
 */
public final class Wish {
    private final String uid;
    private final String sku;
    private final String key;
    private final boolean reserved;
    private @Nullable String purchaseId;
    private String token = "";
    private String told = "";
    private String refusal = "";
    private long wonAnsweredNanos;
    private long toldNanos;
    private boolean everUnknown;
    private boolean open = true;

    Wish(String uid, String sku, String key, boolean reserved) {
        this.uid = uid;
        this.sku = sku;
        this.key = key;
        this.reserved = reserved;
    }

    void unknown() {
        everUnknown = true;
        open = true;
    }

    void refused(String reason) {
        open = false;
        refusal = reason;
    }

    /** Refused when nothing that was sent before can take effect any more. */
    void refusedAtRest(String reason) {
        refused(reason);
        everUnknown = false;
    }

    /**
     * An answer that names a purchase.
     *
     * @return what is wrong with it, or nothing
     */
    @Nullable
    String won(String id, String purchaseToken, String state, Span at) {
        open = false;
        String before = purchaseId;
        if (before != null && !before.equals(id)) {
            return "key " + key + " of " + uid + " was answered with " + before + " and then with " + id;
        }
        if (before == null) {
            purchaseId = id;
            token = purchaseToken;
            wonAnsweredNanos = at.endedNanos();
        }
        return tell(state, at);
    }

    /**
     * An answer about the purchase. One that was asked for before the last was heard may be the older of the two.
     *
     * @return what is wrong with it, or nothing
     */
    @Nullable
    String tell(String state, Span at) {
        if (Arrows.leads(told, state)) {
            told = state;
            toldNanos = at.endedNanos();
            return null;
        }
        boolean askedAfterwards = at.invokedNanos() - toldNanos > 0;
        return askedAfterwards ? "purchase " + purchaseId + " was told to be " + told + " and then " + state : null;
    }

    public String uid() {
        return uid;
    }

    public String sku() {
        return sku;
    }

    public String key() {
        return key;
    }

    /** Whether the shopper had reserved the item before the sale. */
    public boolean reserved() {
        return reserved;
    }

    /** Empty until it was acknowledged. */
    public @Nullable String purchaseId() {
        return purchaseId;
    }

    String token() {
        return token;
    }

    /** The furthest state an answer has shown; empty without one. */
    public String told() {
        return told;
    }

    /** The reason of the last refusal; empty without one. */
    public String refusal() {
        return refusal;
    }

    long wonAnsweredNanos() {
        return wonAnsweredNanos;
    }

    /** Whether a request under this key was sent and not answered, and may have had an effect that nobody knows of. */
    public boolean everUnknown() {
        return everUnknown;
    }

    /** Whether the last request under this key is still without an answer that says what happened. */
    public boolean isOpen() {
        return open;
    }
}
