package io.tapgrid.domain;

/** Character checks of the ids, by hand: they run on every request, where a regular expression would show. */
final class Text {
    private Text() {}

    interface CharTest {
        boolean accepts(char c);
    }

    static boolean consistsOf(String value, int lengthMax, CharTest test) {
        if (value.isEmpty() || value.length() > lengthMax) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!test.accepts(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isUpperOrDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    static boolean isCode(String value) {
        return consistsOf(value, Limits.CODE_LENGTH_MAX, c -> isUpperOrDigit(c) || c == '-')
                && isUpperOrDigit(value.charAt(0));
    }

    static IllegalArgumentException invalid(String field, String value, String expected) {
        String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
        return new IllegalArgumentException(field + ": '" + shown + "' (expected: " + expected + ")");
    }
}
