package io.tapgrid.grid.shard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What waits for one worker, in three lines: those who were parked, everybody, and imports. A turn takes from them in this order, and always one
 * import when any waits, so that none is starved. A turn that would be small waits a moment for more: a transaction over a few commands costs
 * about as much as one over many. Any thread.
 */
final class WorkQueue {
    /** An import is up to 512 rows: it is a turn's worth by itself. */
    private static final int IMPORTS_PER_TURN = 1;

    /** Past this many, one more saves little: 44 µs a command in turns of 16, 24 to 28 in turns of 64, 291 alone. */
    private static final int ENOUGH = 16;

    private final int commandsMax;
    private final int turnMax;
    private final long gatherNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final ArrayDeque<Asked> again = new ArrayDeque<>();
    private final ArrayDeque<Asked> normal = new ArrayDeque<>();
    private final ArrayDeque<Asked> low = new ArrayDeque<>();
    private final ArrayDeque<Runnable> between = new ArrayDeque<>();
    private boolean closed;
    private boolean gathering;

    /** What one turn is made of: first the actions are run, then the commands are decided together. */
    record Turn(List<Runnable> actions, List<Asked> commands) {}

    /**
     * @param commandsMax commands that may wait in each line; parked ones were counted when they came
     * @param turnMax commands of one turn
     * @param gather how long a small turn waits for more
     */
    WorkQueue(int commandsMax, int turnMax, Duration gather) {
        this.commandsMax = commandsMax;
        this.turnMax = turnMax;
        this.gatherNanos = gather.toNanos();
    }

    /** Whether there was room. */
    boolean offer(Asked asked) {
        lock.lock();
        try {
            ArrayDeque<Asked> line = asked.isLowPriority() ? low : normal;
            boolean room = !closed && line.size() < commandsMax;
            if (room) {
                line.add(asked);
                if (!gathering || !isWorthWaiting()) {
                    notEmpty.signal();
                }
            }
            return room;
        } finally {
            lock.unlock();
        }
    }

    /** Those who were parked go first. */
    void offerAgain(Collection<Asked> parked) {
        lock.lock();
        try {
            again.addAll(parked);
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Runs between two turns: after the one under way is committed and before any other begins. */
    void offerBetween(Runnable action) {
        lock.lock();
        try {
            between.add(action);
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    long count(Predicate<Asked> which) {
        lock.lock();
        try {
            return again.stream().filter(which).count()
                    + normal.stream().filter(which).count();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return again.size() + normal.size() + low.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do, at most {@code wait}; the turn may be empty. */
    Turn take(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long nanosLeft = wait.toNanos();
            while (isEmpty() && !closed && nanosLeft > 0) {
                nanosLeft = notEmpty.awaitNanos(nanosLeft);
            }
            gather();
            List<Runnable> actions = List.copyOf(between);
            between.clear();
            List<Asked> commands = new ArrayList<>();
            move(again, commands, turnMax);
            move(normal, commands, turnMax);
            move(low, commands, commands.size() + IMPORTS_PER_TURN);
            return new Turn(actions, commands);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody wakes the worker meanwhile for a command that is one of a few. */
    private void gather() throws InterruptedException {
        long nanosLeft = gatherNanos;
        gathering = true;
        try {
            while (isWorthWaiting() && nanosLeft > 0) {
                nanosLeft = notEmpty.awaitNanos(nanosLeft);
            }
        } finally {
            gathering = false;
        }
    }

    private boolean isWorthWaiting() {
        boolean onlyCommands = again.isEmpty() && low.isEmpty() && between.isEmpty();
        return onlyCommands && !normal.isEmpty() && normal.size() < Math.min(ENOUGH, turnMax) && !closed;
    }

    private static void move(ArrayDeque<Asked> from, List<Asked> to, int sizeMax) {
        while (to.size() < sizeMax && !from.isEmpty()) {
            to.add(from.remove());
        }
    }

    private boolean isEmpty() {
        return again.isEmpty() && normal.isEmpty() && low.isEmpty() && between.isEmpty();
    }

    /** Nothing is taken any more; what waits is still worked through. */
    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isFinished() {
        lock.lock();
        try {
            return closed && isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
