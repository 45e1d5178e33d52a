package io.tapgrid.standalone.prove.check;

/** What is checked, in the words of the report. */
public enum Promise {
    NEVER_OVERSOLD("never oversold"),
    NEVER_LOST("never lost"),
    NEVER_TWICE("never twice"),
    RULE_KEPT("rule kept per shopper"),
    CONSERVATION("every unit in one place"),
    IN_TIME("no sale outside its time"),
    MAJORITY("nothing acknowledged without a majority"),
    ARROWS("states along the arrows"),
    GRID_IS_MYSQL("grid = MySQL row by row"),
    COPIES_EQUAL("primary and backup copies equal"),
    LIVENESS("sells again in time"),
    CAUGHT_UP("MySQL caught up in time"),
    ANSWERS("answers that agree with each other");

    private final String label;

    Promise(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
