package io.tapgrid.admin.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.admin.imports.HeldGrid.Asked;
import io.tapgrid.admin.imports.ReservationImport.Totals;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.gridapi.GridUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An import over a grid whose every answer the test gives. */
final class ReservationImportTest {
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final int PORTION = ReservationImport.PORTION_LINES;
    private static final long SECONDS_MAX = 20;

    private final HeldGrid grid = new HeldGrid();
    private final Semaphore places = new Semaphore(ReservationImport.WINDOW, true);
    private final ExecutorService readers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    private Future<Totals> importing(int lines) {
        byte[] csv = IntStream.range(0, lines)
                .mapToObj(i -> "PHONE-X,u" + i)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        return importing(new ByteArrayInputStream(csv));
    }

    private Future<Totals> importing(InputStream csv) {
        LineParser parser = new LineParser(Set.of(new Sku("PHONE-X")));
        return readers.submit(() -> new ReservationImport(grid, SALE, parser, places).run(csv));
    }

    private Asked next() throws InterruptedException {
        return Objects.requireNonNull(grid.asked.poll(SECONDS_MAX, TimeUnit.SECONDS), "no portion was asked");
    }

    private static GridUnavailableException unavailable(Reason reason) {
        return new GridUnavailableException(reason, Duration.ZERO, "not now");
    }

    @Test
    void a_portion_that_was_not_taken_is_asked_again_until_it_is() throws Exception {
        Future<Totals> totals = importing(10);
        Asked first = next();
        first.answer().completeExceptionally(unavailable(Reason.UNKNOWN_OUTCOME));
        Asked second = next();
        assertThat(second.lines()).isEqualTo(first.lines());
        second.answer().completeExceptionally(unavailable(Reason.DEGRADED));
        next().addsAll();

        assertThat(totals.get(SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo(new Totals(10, 10, 0, 0, List.of()));
    }

    @Test
    void a_refusal_that_will_not_pass_ends_the_import_at_once() throws Exception {
        Future<Totals> totals = importing(10);
        next().answer().completeExceptionally(unavailable(Reason.WRONG_STATE));

        assertThat(totals)
                .failsWithin(Duration.ofSeconds(SECONDS_MAX))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        GridUnavailableException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.WRONG_STATE));
        assertThat(grid.asked).isEmpty();
    }

    @Test
    void the_stream_is_read_no_faster_than_the_grid_answers() throws Exception {
        CountingStream csv = new CountingStream(1_000_000);
        Future<Totals> totals = importing(csv);
        List<Asked> underWay = new ArrayList<>();
        for (int i = 0; i < ReservationImport.WINDOW; i++) {
            underWay.add(next());
        }
        // The place of the first portion is what the fifth waits for.
        assertThat(grid.asked.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(csv.linesGiven).isLessThan((ReservationImport.WINDOW + 3) * PORTION);

        underWay.forEach(Asked::addsAll);
        while (!totals.isDone()) {
            Asked asked = grid.asked.poll(10, TimeUnit.MILLISECONDS);
            if (asked != null) {
                asked.addsAll();
            }
        }
        assertThat(totals.get().added()).isEqualTo(1_000_000);
    }

    @Test
    void several_imports_together_have_no_more_portions_under_way_than_one() throws Exception {
        List<Future<Totals>> totals = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            totals.add(importing(3 * PORTION));
        }
        for (int left = 9; left > 0; left -= ReservationImport.WINDOW) {
            List<Asked> underWay = new ArrayList<>();
            for (int i = 0; i < Math.min(left, ReservationImport.WINDOW); i++) {
                underWay.add(next());
            }
            assertThat(grid.asked.poll(100, TimeUnit.MILLISECONDS)).isNull();
            underWay.forEach(Asked::addsAll);
        }
        for (Future<Totals> each : totals) {
            assertThat(each.get(SECONDS_MAX, TimeUnit.SECONDS).added()).isEqualTo(3L * PORTION);
        }
    }

    @Test
    void a_million_lines_take_no_more_memory_than_the_first_hundred_thousand() throws Exception {
        Future<Totals> totals = importing(new CountingStream(1_000_000));
        long early = 0;
        long most = 0;
        for (int portion = 1; !totals.isDone(); ) {
            Asked asked = grid.asked.poll(10, TimeUnit.MILLISECONDS);
            if (asked == null) {
                continue;
            }
            asked.addsAll();
            if (portion++ % 25 == 0) {
                long used = usedAfterCollection();
                early = early == 0 ? used : early;
                most = Math.max(most, used);
            }
        }
        assertThat(totals.get().lines()).isEqualTo(1_000_000);
        assertThat(early).isPositive();
        assertThat(most - early).isLessThan(8 * 1024 * 1024);
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** So many lines, made as they are read. */
    private static final class CountingStream extends InputStream {
        private final int lines;
        private volatile int linesGiven;
        private byte[] line = new byte[0];
        private int position;

        CountingStream(int lines) {
            this.lines = lines;
        }

        @Override
        public int read() {
            return next() ? line[position++] : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int read = 0;
            while (read < length && next()) {
                int count = Math.min(length - read, line.length - position);
                System.arraycopy(line, position, buffer, offset + read, count);
                position += count;
                read += count;
            }
            return read == 0 ? -1 : read;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one reader
        private boolean next() {
            if (position == line.length && linesGiven < lines) {
                line = ("PHONE-X,shopper-" + linesGiven + "\n").getBytes(StandardCharsets.US_ASCII);
                position = 0;
                linesGiven++;
            }
            return position < line.length;
        }
    }
}
