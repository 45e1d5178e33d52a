package io.tapgrid.standalone;

/** A verb could not do what was asked. The message is the one line its user sees; there is no stack trace with it. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
