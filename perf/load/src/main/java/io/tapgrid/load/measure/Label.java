package io.tapgrid.load.measure;

/** What was asked and what came of it, in the words of reports: {@code grab won}, {@code grab sold-out}. */
public record Label(String kind, String outcome) implements Comparable<Label> {

    @Override
    public int compareTo(Label other) {
        int byKind = kind.compareTo(other.kind);
        return byKind == 0 ? outcome.compareTo(other.outcome) : byKind;
    }

    @Override
    public String toString() {
        return kind + " " + outcome;
    }
}
