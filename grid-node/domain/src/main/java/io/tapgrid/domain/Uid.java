package io.tapgrid.domain;

/** Names a shopper, in the shop's own words: {@code ^[A-Za-z0-9._@:-]{1,64}$}. */
public record Uid(String value) implements Comparable<Uid> {
    public Uid {
        if (!isValid(value)) {
            throw Text.invalid("uid", value, "A-Z, a-z, 0-9 and any of ._@:-, at most 64");
        }
    }

    public static boolean isValid(String value) {
        return Text.consistsOf(value, Limits.UID_LENGTH_MAX, Uid::isUidChar);
    }

    private static boolean isUidChar(char c) {
        return Text.isUpperOrDigit(c) || (c >= 'a' && c <= 'z') || "._@:-".indexOf(c) >= 0;
    }

    @Override
    public int compareTo(Uid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
