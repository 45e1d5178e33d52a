package io.tapgrid.grid.ship;

/**
 * The journal and MySQL tell different stories about one shard: a gap, or another content under the same number. Nobody
 * can decide that but a person, so the shard's entries stay in the grid and its shipping rests, with an alarm.
 */
public final class HistoryConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryConflictException(String message) {
        super(message);
    }
}
