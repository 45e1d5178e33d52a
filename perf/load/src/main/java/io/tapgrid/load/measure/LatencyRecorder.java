package io.tapgrid.load.measure;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The latencies that one thread sees, one histogram per label, readable by one other thread while it goes on. At most
 * {@value #LABELS_MAX} labels: outcomes come from foreign answers, and what is past the limit is counted as "other".
 */
public final class LatencyRecorder {

    /** Kinds times reasons of the contract, with room. */
    static final int LABELS_MAX = 256;

    private final ConcurrentMap<Label, SingleWriterRecorder> recorders = new ConcurrentHashMap<>();

    /** The recording thread only. Negative times count as 0. */
    public void record(String kind, String outcome, long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos));
        recorder(new Label(kind, outcome)).recordValue(Math.min(micros, LatencyTable.MICROS_MAX));
    }

    /** Moves what was recorded since the last call into the table. The reading thread only. */
    public void drainInto(LatencyTable table) {
        recorders.forEach((label, recorder) -> table.add(label, recorder.getIntervalHistogram()));
    }

    private SingleWriterRecorder recorder(Label label) {
        SingleWriterRecorder known = recorders.get(label);
        if (known != null) {
            return known;
        }
        if (recorders.size() >= LABELS_MAX && !label.outcome().equals("other")) {
            return recorder(new Label(label.kind(), "other"));
        }
        var fresh = new SingleWriterRecorder(LatencyTable.MICROS_MAX, LatencyTable.DIGITS);
        recorders.put(label, fresh);
        return fresh;
    }
}
