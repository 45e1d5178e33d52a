package io.tapgrid.load.speed;

/** What is measured, in the order of a round. */
enum Kind {
    EMPTY("(a)", "empty POST", "ok"),
    SOLD_OUT("(b)", "refusal, sold out", "sold-out"),
    WIN_ONE_ITEM("(c)", "winning grab, 1 item", "ok"),
    WIN_MANY_ITEMS("(d)", "winning grab, 100 items", "ok");

    final String letter;
    final String words;

    /** The outcome that counts; any other makes the round suspect. */
    final String expected;

    Kind(String letter, String words, String expected) {
        this.letter = letter;
        this.words = words;
        this.expected = expected;
    }

    boolean wins() {
        return this == WIN_ONE_ITEM || this == WIN_MANY_ITEMS;
    }
}
