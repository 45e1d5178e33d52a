package io.tapgrid.load.http;

import java.time.Duration;

/**
 * The limits of a driver.
 *
 * @param threads event loops, 1 to 64; each owns an equal share of the connections
 * @param connections most connections open at once over all threads, 1 to 60,000
 * @param waitingMax most requests a thread keeps waiting for a free connection; beyond it a request is not sent
 * @param answerWithin how long an answer may take, and how long a request may wait for a connection
 * @param answerBytesMax a longer answer, head included, is malformed
 */
public record DriverOptions(int threads, int connections, int waitingMax, Duration answerWithin, int answerBytesMax) {

    public DriverOptions {
        require(threads >= 1 && threads <= 64, "threads: " + threads + " (expected: 1 to 64)");
        require(
                connections >= threads && connections <= 60_000,
                "connections: " + connections + " (expected: " + threads + " to 60000)");
        require(waitingMax >= 0, "waitingMax: " + waitingMax + " (expected: 0 or more)");
        require(answerWithin.toMillis() >= 1, "answerWithin: " + answerWithin + " (expected: at least 1 ms)");
        require(answerBytesMax >= 1024, "answerBytesMax: " + answerBytesMax + " (expected: at least 1024)");
    }

    /** One thread, 64 connections, answers within 7 s (the server gives up its own attempts after 5). */
    public static DriverOptions defaults() {
        return new DriverOptions(1, 64, 100_000, Duration.ofSeconds(7), 1 << 20);
    }

    public DriverOptions withConnections(int connections) {
        return new DriverOptions(threads, connections, waitingMax, answerWithin, answerBytesMax);
    }

    public DriverOptions withWaitingMax(int waitingMax) {
        return new DriverOptions(threads, connections, waitingMax, answerWithin, answerBytesMax);
    }

    public DriverOptions withAnswerWithin(Duration answerWithin) {
        return new DriverOptions(threads, connections, waitingMax, answerWithin, answerBytesMax);
    }

    public DriverOptions withAnswerBytesMax(int answerBytesMax) {
        return new DriverOptions(threads, connections, waitingMax, answerWithin, answerBytesMax);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
