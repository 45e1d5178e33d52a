package io.tapgrid.standalone.prove.traffic;

import io.tapgrid.load.measure.LatencyRecorder;
import io.tapgrid.load.measure.LatencyTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;

/**
 * Everything that was asked in a round and what became of it. Every request is a line of the file: when it was invoked and
 * when it ended in nanoseconds, what it was, through which web process, by whom, under which key, and how it ended. What the
 * checks need is kept in memory. Written by the traffic's thread; acknowledgements and complaints may be read by any.
 */
public final class History implements AutoCloseable {
    private static final int COMPLAINTS_MAX = 100;

    private final Path file;
    private final BufferedWriter lines;
    private final Map<String, Wish> wishes = new LinkedHashMap<>();
    private final List<Acknowledgement> acknowledgements = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final LatencyRecorder latencies = new LatencyRecorder();
    private long operations;
    private long unknown;

    public History(Path file) throws IOException {
        this.file = file;
        this.lines = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
        lines.write("invoked_ns\tended_ns\toperation\tweb\tuid\tkey\toutcome\n");
    }

    /** One request from beginning to end. */
    void operation(Ended ended) {
        operations++;
        latencies.record(ended.operation(), ended.outcome(), ended.endedNanos() - ended.invokedNanos());
        outcomes.merge(ended.operation() + " " + ended.outcome(), 1L, Long::sum);
        if (ended.outcome().equals(Ended.UNKNOWN)) {
            unknown++;
        }
        try {
            lines.write(ended.line());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    void wish(Wish wish) {
        wishes.put(wish.key(), wish);
    }

    void acknowledged(Acknowledgement acknowledgement) {
        acknowledgements.add(acknowledgement);
    }

    /** An answer that cannot be true, whatever else is found. */
    void complain(String complaint) {
        if (complaints.size() < COMPLAINTS_MAX) {
            complaints.add(complaint);
        }
    }

    public Collection<Wish> wishes() {
        return Collections.unmodifiableCollection(wishes.values());
    }

    public List<Acknowledgement> acknowledgements() {
        synchronized (acknowledgements) {
            return List.copyOf(acknowledgements);
        }
    }

    /** Whether a win that was asked for after the instant has been acknowledged. */
    public boolean acknowledgedSince(long nanos) {
        synchronized (acknowledgements) {
            for (int i = acknowledgements.size() - 1; i >= 0; i--) {
                Acknowledgement one = acknowledgements.get(i);
                if (one.answeredNanos() - nanos < 0) {
                    return false;
                }
                if (one.invokedNanos() - nanos > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** How often each operation ended in which way. */
    public Map<String, Long> outcomes() {
        return Collections.unmodifiableMap(outcomes);
    }

    public long operations() {
        return operations;
    }

    /** How long everything took that has ended since the last call, by operation and outcome. One thread. */
    public LatencyTable drainLatencies() {
        LatencyTable table = new LatencyTable();
        latencies.drainInto(table);
        return table;
    }

    /** Whether an outcome, as the latencies have it, means that nothing was decided for want of room, of a majority or of an answer. */
    public static boolean isTurnedAway(String outcome) {
        return Ended.isTurnedAway(outcome);
    }

    /** Requests of which nobody knew what had become when they ended. */
    public long unknown() {
        return unknown;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Where every request stands. */
    public Path file() {
        return file;
    }
}
