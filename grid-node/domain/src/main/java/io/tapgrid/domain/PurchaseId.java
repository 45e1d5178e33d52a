package io.tapgrid.domain;

import java.util.Comparator;
import java.util.Optional;

/**
 * Names one win: {@code saleId~no~uid}, where {@code no} counts the shopper's wins in the sale from 0 and is never
 * reused. The shard and the row of a purchase follow from its id, so the shop's server, which knows only this id,
 * needs no index to reach it.
 */
public record PurchaseId(SaleId saleId, int no, Uid uid) implements Comparable<PurchaseId> {
    private static final char SEPARATOR = '~';
    private static final Comparator<PurchaseId> ORDER = Comparator.comparing(PurchaseId::saleId)
            .thenComparing(PurchaseId::uid)
            .thenComparingInt(PurchaseId::no);

    public PurchaseId {
        if (no < 0 || no >= Limits.PURCHASES_PER_SHOPPER_MAX) {
            throw Text.invalid("no", Integer.toString(no), "0 to 99");
        }
    }

    /** Reads what {@link #value()} wrote; empty for anything else, however long or odd. */
    public static Optional<PurchaseId> parse(String text) {
        int first = text.indexOf(SEPARATOR);
        int second = text.indexOf(SEPARATOR, first + 1);
        if (first < 1 || second < 0 || second - first > 3) {
            return Optional.empty();
        }
        String sale = text.substring(0, first);
        String no = text.substring(first + 1, second);
        String uid = text.substring(second + 1);
        if (!SaleId.isValid(sale) || !Uid.isValid(uid) || !isNumber(no)) {
            return Optional.empty();
        }
        return Optional.of(new PurchaseId(new SaleId(sale), Integer.parseInt(no), new Uid(uid)));
    }

    private static boolean isNumber(String no) {
        boolean digits = Text.consistsOf(no, 2, c -> c >= '0' && c <= '9');
        return digits && (no.length() == 1 || no.charAt(0) != '0');
    }

    public String value() {
        return saleId.value() + SEPARATOR + no + SEPARATOR + uid.value();
    }

    @Override
    public int compareTo(PurchaseId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return value();
    }
}
