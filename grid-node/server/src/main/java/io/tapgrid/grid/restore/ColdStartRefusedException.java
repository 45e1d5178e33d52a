package io.tapgrid.grid.restore;

/** The grid is empty, MySQL is not, and something may be missing in it. The message is for the operator. */
public final class ColdStartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ColdStartRefusedException(String message) {
        super(message);
    }
}
