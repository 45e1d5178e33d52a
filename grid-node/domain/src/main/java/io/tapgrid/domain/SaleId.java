package io.tapgrid.domain;

/** Names a sale: {@code ^[A-Z0-9][A-Z0-9-]{0,31}$}. */
public record SaleId(String value) implements Comparable<SaleId> {
    public SaleId {
        if (!isValid(value)) {
            throw Text.invalid("saleId", value, "A-Z, 0-9 and '-', beginning with a letter or digit, at most 32");
        }
    }

    public static boolean isValid(String value) {
        return Text.isCode(value);
    }

    @Override
    public int compareTo(SaleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
