package io.tapgrid.domain;

/** A shopper's name for one wish, scoped to shopper and sale: 1–128 printable ASCII characters. It has at most one effect. */
public record RequestKey(String value) {
    public RequestKey {
        if (!isValid(value)) {
            throw Text.invalid("requestKey", value, "1 to 128 printable ASCII characters");
        }
    }

    public static boolean isValid(String value) {
        return Text.consistsOf(value, Limits.REQUEST_KEY_LENGTH_MAX, c -> c >= ' ' && c <= '~');
    }

    @Override
    public String toString() {
        return value;
    }
}
