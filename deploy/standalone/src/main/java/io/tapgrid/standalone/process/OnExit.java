package io.tapgrid.standalone.process;

/** What must not outlive this process, even when it is ended by Ctrl-C; forgotten when closed. */
public final class OnExit implements AutoCloseable {

    private final Thread hook;

    private OnExit(Thread hook) {
        this.hook = hook;
    }

    /** Runs the action when this process is asked to end, and waits for it. */
    public static OnExit run(Runnable action) {
        var hook = new Thread(action, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnExit(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // Then the hook itself runs, or has run.
        }
    }
}
