package io.tapgrid.grid.ship;

/** This node is not, or no longer, the one that ships the shard. It forgets its claim and touches nothing. */
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
        super(message);
    }
}
