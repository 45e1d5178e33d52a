package io.tapgrid.standalone.prove.traffic;

/** What shoppers have been told, as tests of the checks need it. */
public final class Wishes {
    private static final Span NOW = new Span(100, 200, 0, true);

    private Wishes() {}

    public static Wish won(String uid, String key, String purchaseId, String state) {
        Wish wish = reserved(uid, key);
        if (wish.won(purchaseId, "token", state, NOW) != null) {
            throw new AssertionError("a first answer is never wrong");
        }
        return wish;
    }

    public static Wish refused(String uid, String key) {
        Wish wish = reserved(uid, key);
        wish.refused("sold-out");
        return wish;
    }

    /** Refused, after a request under the same key had got lost. */
    public static Wish refusedAfterSilence(String uid, String key) {
        Wish wish = reserved(uid, key);
        wish.unknown();
        wish.refused("sold-out");
        return wish;
    }

    public static Wish refusedAtRest(String uid, String key) {
        Wish wish = reserved(uid, key);
        wish.unknown();
        wish.refusedAtRest("sale-ended");
        return wish;
    }

    public static Wish unreserved(String uid, String key) {
        Wish wish = new Wish(uid, SaleTerms.WIDE, key, false);
        wish.refused("not-reserved");
        return wish;
    }

    private static Wish reserved(String uid, String key) {
        return new Wish(uid, SaleTerms.WIDE, key, true);
    }
}
