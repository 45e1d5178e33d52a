package io.tapgrid.web.problem;

/** Who decided. */
public enum Layer {
    /** The web process, looking at the request itself: path, headers, body, login. */
    WEB("web"),

    /** The web process, from the board or because it is full; the grid was not asked. */
    ADMISSION("admission"),

    /** The grid: the rules, on the shard's data node, or the way there. */
    GRID("grid");

    private final String word;

    Layer(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
