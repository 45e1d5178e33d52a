package io.tapgrid.load.http;

import io.tapgrid.load.http.Outcome.NotSent;
import io.tapgrid.load.http.Outcome.Why;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One event loop: a thread with its selector, its share of the connections, and an agenda of what is to be done when.
 * Everything that happens on a loop happens on its thread, so its users need no locks. Only {@link #execute} may be
 * called from elsewhere. Times are those of {@link System#nanoTime}; work starts at most about a millisecond after its
 * time when the loop is not busy, never before it.
 */
public final class Loop {

    private static final long SWEEP_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int DUE_AT_ONCE_MAX = 256;

    private final Target target;
    private final DriverOptions options;
    private final int connectionsMax;
    private final Selector selector;
    private final Consumer<Throwable> onFailure;
    private final Agenda agenda = new Agenda();
    private final Queue<Runnable> fromElsewhere = new ConcurrentLinkedQueue<>();
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(16 * 1024);
    private final Thread thread;
    private volatile boolean closing;
    private long nextSweep;

    Loop(String name, Target target, DriverOptions options, Consumer<Throwable> onFailure) throws IOException {
        this.target = target;
        this.options = options;
        this.connectionsMax = Math.max(1, options.connections() / options.threads());
        this.onFailure = onFailure;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Runs the task on the loop's thread, soon. Any thread. */
    public void execute(Runnable task) {
        fromElsewhere.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Runs the task at that time. */
    public void at(long nanos, Runnable task) {
        agenda.add(nanos, task);
    }

    /**
     * Sends the request as soon as a connection is free and tells exactly once what became of it. Only a loop that is
     * being closed drops it without a word.
     */
    public void send(Request request, Consumer<Outcome> then) {
        if (closing) {
            return;
        }
        long now = System.nanoTime();
        var call = new Call(request, now + options.answerWithin().toNanos(), then);
        if (!waiting.isEmpty() || !dispatch(call, now)) {
            enqueue(call);
        }
    }

    /** Whether a request sent now would be turned away here: nobody need write it first. */
    public boolean isFull() {
        return idle.isEmpty() && connections.size() >= connectionsMax && waiting.size() >= options.waitingMax();
    }

    long threadId() {
        return thread.getId();
    }

    void start() {
        thread.start();
    }

    void close() throws InterruptedException {
        closing = true;
        selector.wakeup();
        if (Thread.currentThread() != thread) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    ByteBuffer readBuffer() {
        return readBuffer;
    }

    ByteBuffer writeBuffer() {
        return writeBuffer;
    }

    void idle(Connection connection) {
        idle.addLast(connection);
    }

    void closed(Connection connection) {
        connections.remove(connection);
        idle.remove(connection);
    }

    private void run() {
        try (selector) {
            while (!closing) {
                turn();
            }
            endAll();
        } catch (IOException | RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    private void turn() throws IOException {
        runFromElsewhere();
        long now = System.nanoTime();
        runDue(now);
        if (now - nextSweep >= 0) {
            sweep(now);
            nextSweep = now + SWEEP_EVERY_NANOS;
        }
        sendWaiting();
        long millis = millisToSleep();
        if (millis > 0) {
            selector.select(Loop::ready, millis);
        } else {
            selector.selectNow(Loop::ready);
        }
        sendWaiting();
    }

    private static void ready(SelectionKey key) {
        ((Connection) key.attachment()).ready();
    }

    private void runFromElsewhere() {
        Runnable task;
        while ((task = fromElsewhere.poll()) != null) {
            task.run();
        }
    }

    /** Bounded, so that a crowd that is all due at once does not keep answers from being read. */
    private void runDue(long now) {
        for (int i = 0; i < DUE_AT_ONCE_MAX && agenda.nanosUntilNext(now) <= 0; i++) {
            agenda.takeFirst().run();
        }
    }

    /** Ends what took too long, and gives up what waited too long; both are in order of time, oldest first. */
    private void sweep(long now) {
        for (Connection connection : List.copyOf(connections)) {
            if (connection.overdue(now)) {
                connection.end(Why.TIMED_OUT);
            }
        }
        Call oldest;
        while ((oldest = waiting.peekFirst()) != null && now - oldest.deadlineToSend > 0) {
            waiting.removeFirst();
            oldest.tell(new NotSent(Why.WAITED_TOO_LONG));
        }
    }

    private void sendWaiting() {
        Call next;
        while ((next = waiting.peekFirst()) != null && dispatch(next, System.nanoTime())) {
            waiting.removeFirst();
        }
    }

    private boolean dispatch(Call call, long now) {
        Connection connection = idle.pollLast();
        if (connection == null && connections.size() >= connectionsMax) {
            return false;
        }
        try {
            if (connection == null) {
                connection = Connection.open(this, selector, target, options.answerBytesMax());
                connections.add(connection);
            }
            connection.carry(call, now + options.answerWithin().toNanos());
        } catch (IOException e) {
            call.tell(new NotSent(Why.CONNECT_FAILED));
        }
        return true;
    }

    private void enqueue(Call call) {
        if (waiting.size() >= options.waitingMax()) {
            call.tell(new NotSent(Why.DRIVER_FULL));
        } else {
            waiting.addLast(call);
        }
    }

    /** Whole milliseconds, rounded up: never early, and no spinning on cores that the servers need. */
    private long millisToSleep() {
        long nanos = Math.min(agenda.nanosUntilNext(System.nanoTime()), SWEEP_EVERY_NANOS);
        return fromElsewhere.isEmpty() && nanos > 0 ? (nanos + 999_999) / 1_000_000 : 0;
    }

    private void endAll() {
        for (Connection connection : List.copyOf(connections)) {
            connection.end(Why.DRIVER_CLOSED);
        }
        for (Call call : waiting) {
            call.tell(new NotSent(Why.DRIVER_CLOSED));
        }
        waiting.clear();
    }
}
