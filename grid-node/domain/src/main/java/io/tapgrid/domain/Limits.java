package io.tapgrid.domain;

import java.time.Duration;

/** The limits that the rules themselves depend on. Limits of a protocol live beside that protocol. */
public final class Limits {
    /** Length of a sale id or SKU, in characters. */
    public static final int CODE_LENGTH_MAX = 32;

    /** Length of a uid, in characters. */
    public static final int UID_LENGTH_MAX = 64;

    /** Length of a request key, in characters. */
    public static final int REQUEST_KEY_LENGTH_MAX = 128;

    /** Wins of one shopper in one sale, released ones included: their rows are read for every decision. */
    public static final int PURCHASES_PER_SHOPPER_MAX = 100;

    /** Items of one sale. */
    public static final int ITEMS_PER_SALE_MAX = 1_000;

    /** Units of one item, and of one adjustment. */
    public static final long UNITS_MAX = 1_000_000_000L;

    /** Reservation lines in one import command. */
    public static final int IMPORT_LINES_MAX = 512;

    /** Shards of a cluster: 2¹⁰ is the partition count that Ignite itself recommends as its default. */
    public static final int SHARDS_MAX = 1_024;

    /** The shortest and the longest time a hold or a cart may stand. */
    public static final Duration HOLD_MIN = Duration.ofSeconds(1);

    public static final Duration HOLD_MAX = Duration.ofDays(30);

    /** Length of a name in one language, of a reason or a payment id, in characters. */
    public static final int TEXT_LENGTH_MAX = 200;

    private Limits() {}
}
