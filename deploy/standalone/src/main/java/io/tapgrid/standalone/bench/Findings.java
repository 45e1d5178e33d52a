package io.tapgrid.standalone.bench;

import io.tapgrid.load.speed.Spread;
import java.util.ArrayList;
import java.util.List;

/** What came of the measurements: lines with their aims, tables behind them, and what should not have happened. */
final class Findings {

    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder details = new StringBuilder();
    private final List<String> troubles = new ArrayList<>();

    /** One line of the table of aims. */
    record Line(String measure, String figure, String aim, boolean met) {}

    /** A figure over several rounds; its median counts. */
    void add(String measure, Spread figure, Aim aim) {
        lines.add(new Line(measure, figure.text(2), aim.words(), aim.isMetBy(figure.median())));
    }

    void add(String measure, String figure, String aim, boolean met) {
        lines.add(new Line(measure, figure, aim, met));
    }

    void section(String title, String markdown) {
        details.append("\n## ").append(title).append("\n\n").append(markdown);
    }

    /** Makes the whole run a failure, whatever the figures say. */
    void trouble(String what) {
        troubles.add(what);
    }

    List<Line> lines() {
        return lines;
    }

    String details() {
        return details.toString();
    }

    List<String> troubles() {
        return troubles;
    }
}
