package io.tapgrid.standalone.bench;

import java.util.Locale;

/** What a figure should come to. */
record Aim(double least, double most, String words) {

    static Aim atMost(double most) {
        return new Aim(Double.NEGATIVE_INFINITY, most, "≤ " + number(most));
    }

    static Aim atLeast(double least) {
        return new Aim(least, Double.POSITIVE_INFINITY, "≥ " + number(least));
    }

    /** Of a ratio that should be one. */
    static Aim withinPercent(int percent) {
        return new Aim(1 - percent / 100.0, 1 + percent / 100.0, "within " + percent + " %");
    }

    static Aim none() {
        return new Aim(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "measured");
    }

    boolean isMetBy(double figure) {
        return figure >= least && figure <= most;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
