package io.tapgrid.grid.readonly;

import java.time.Duration;

/** How much of a node those may take who look at it; how long a statement may is a setting. */
final class PortLimits {
    /** Statements that a node works on at once for its own clients, each in a thread; the next ones wait. */
    static final int STATEMENTS = 2;

    /** Statements that may wait for a thread; the connection of the next one ends. */
    static final int STATEMENTS_WAITING = 256;

    /** Threads for everything that is no statement: tables' columns, rows by key, scans, cursors to be closed. */
    static final int THREADS = 4;

    /** Each JDBC connection is a thread more in the node. */
    static final int CONNECTIONS = 64;

    /** After so long without a word a connection ends: of a client that has gone without one, nothing else is ever heard. */
    static final Duration IDLE = Duration.ofHours(1);

    /** Results that a connection may have open at once. */
    static final int CURSORS = 16;

    /** Rows of a page: they are in the heap all at once, and Ignite makes room for as many as are asked for. */
    static final int PAGE_ROWS = 10_000;

    /** The same of a scan, whose rows may be large: of the journal each may have hundreds of reservations. Ignite's own default. */
    static final int SCAN_ROWS = 1_024;

    private PortLimits() {}

    /** A statement that takes long says nothing meanwhile. */
    static Duration idle(Duration statementMax) {
        Duration patience = statementMax.plusMinutes(1);
        return patience.compareTo(IDLE) > 0 ? patience : IDLE;
    }

    /** Whether a page of that size can be given. What is not positive Ignite itself refuses. */
    static boolean allowPage(int rows) {
        return rows <= PAGE_ROWS;
    }

    static String pageRefused(int rows) {
        return pageRefused(rows, PAGE_ROWS);
    }

    static String pageRefused(int rows, int most) {
        return "fetch size: " + rows + " (expected: at most " + most + " rows)";
    }
}
