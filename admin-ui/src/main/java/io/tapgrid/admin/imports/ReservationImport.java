package io.tapgrid.admin.imports;

import io.tapgrid.admin.imports.LineParser.BadLineException;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Imported;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One import on its way. The thread that reads the stream runs it; the numbers may be read by any thread.
 *
 * <p>Memory is one portion being filled and {@link #WINDOW} under way. When the grid is slower than the stream, the
 * stream waits, and with it the client. An import that breaks off leaves what it added; doing it again adds the rest.
 * Lines of a portion whose answer was lost with its node are counted as existing when it is asked again.
 */
final class ReservationImport {
    static final int PORTION_LINES = SaleAdmin.IMPORT_LINES_MAX;
    static final int WINDOW = 4;
    static final int ERRORS_MAX = 1_000;

    /** Longer than the grid itself tries: what it is still working on must not be asked for again. */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);

    /** Longer than a node, or a grid of one, takes to start again. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What may be otherwise in a moment; anything else, like a sale that was closed, ends the import. */
    private static final Set<Reason> PASSES =
            EnumSet.of(Reason.DEGRADED, Reason.NO_MAJORITY, Reason.UNKNOWN_OUTCOME, Reason.QUEUE_FULL);

    private final SaleAdmin grid;
    private final SaleId saleId;
    private final LineParser parser;
    private final Semaphore places;
    private final Deque<Portion> underWay = new ArrayDeque<>();
    private final List<LineError> errors = new ArrayList<>();
    private List<Line> filling = new ArrayList<>();
    private volatile long lines;
    private volatile long added;
    private volatile long existing;
    private volatile long rejected;

    /** @param places for portions under way, shared by all imports of this process */
    ReservationImport(SaleAdmin grid, SaleId saleId, LineParser parser, Semaphore places) {
        this.grid = grid;
        this.saleId = saleId;
        this.parser = parser;
        this.places = places;
    }

    /** A line that was not taken, counted from 1. */
    record LineError(long line, String reason) {}

    /** The numbers so far; {@code lines} without header and blank lines. */
    record Totals(long lines, long added, long existing, long rejected, List<LineError> errors) {}

    private record Portion(List<Line> lines, CompletableFuture<Imported> answer) {}

    /** Reads to the end of the stream and returns when everything has been committed. */
    Totals run(InputStream csv) throws IOException, InterruptedException {
        LineReader reader = new LineReader(csv);
        long number = 0;
        for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
            number++;
            take(line, number);
            if (filling.size() == PORTION_LINES) {
                send();
            }
        }
        send();
        while (!underWay.isEmpty()) {
            settle(underWay.remove());
        }
        return totals();
    }

    Totals totals() {
        return new Totals(lines, added, existing, rejected, List.copyOf(errors));
    }

    long linesRead() {
        return lines;
    }

    private void take(LineReader.Line line, long number) {
        try {
            String text = LineParser.text(line, number == 1);
            if (text.isBlank() || (number == 1 && LineParser.isHeader(text))) {
                return;
            }
            filling.add(parser.parse(text));
        } catch (BadLineException e) {
            reject(number, String.valueOf(e.getMessage()));
        }
        count();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void count() {
        lines++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void reject(long number, String reason) {
        rejected++;
        if (errors.size() < ERRORS_MAX) {
            errors.add(new LineError(number, reason));
        }
    }

    private void send() throws InterruptedException {
        if (filling.isEmpty()) {
            return;
        }
        if (underWay.size() == WINDOW) {
            settle(underWay.remove());
        }
        underWay.add(ask(filling));
        filling = new ArrayList<>(PORTION_LINES);
    }

    private Portion ask(List<Line> portion) throws InterruptedException {
        places.acquire();
        return new Portion(portion, sent(portion).whenComplete((imported, failure) -> places.release()));
    }

    private CompletableFuture<Imported> sent(List<Line> portion) {
        try {
            return grid.importReservations(saleId, portion).toCompletableFuture();
        } catch (RuntimeException notTaken) {
            return CompletableFuture.failedFuture(notTaken);
        }
    }

    /** Waits for a portion. Adding twice is harmless, so what is unavailable or unknown is simply asked again. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void settle(Portion first) throws InterruptedException {
        Portion portion = first;
        long askedNanos = System.nanoTime();
        while (true) {
            try {
                Imported imported = portion.answer().get(ANSWER_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
                added += imported.added();
                existing += imported.existing();
                return;
            } catch (ExecutionException | TimeoutException e) {
                GridUnavailableException unavailable = unavailable(e);
                boolean patient = System.nanoTime() - askedNanos < PATIENCE.toNanos();
                if (!patient || !PASSES.contains(unavailable.reason())) {
                    throw unavailable;
                }
                Thread.sleep(unavailable.retryAfter().toMillis());
                portion = ask(portion.lines());
            }
        }
    }

    private static GridUnavailableException unavailable(Exception e) {
        if (e.getCause() instanceof GridUnavailableException unavailable) {
            return unavailable;
        }
        if (e.getCause() instanceof RuntimeException broken) {
            throw broken;
        }
        return new GridUnavailableException(
                Reason.UNKNOWN_OUTCOME, Duration.ofSeconds(1), "The grid did not answer; import the list again.");
    }
}
