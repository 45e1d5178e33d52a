package io.tapgrid.domain;

/** Names an item within a sale: {@code ^[A-Z0-9][A-Z0-9-]{0,31}$}. */
public record Sku(String value) implements Comparable<Sku> {
    public Sku {
        if (!isValid(value)) {
            throw Text.invalid("sku", value, "A-Z, 0-9 and '-', beginning with a letter or digit, at most 32");
        }
    }

    public static boolean isValid(String value) {
        return Text.isCode(value);
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
