package io.tapgrid.standalone.prove.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Whether something grows that must not: the middle of what the later half of the looks saw, against the most that the earlier
 * half saw. Rows are kept, so what they are in grows with them and is not looked at here.
 */
final class Growth {
    private static final double FACTOR_MAX = 1.15;
    private static final long MEBIBYTE = 1L << 20;

    private static final List<Figure> FIGURES = List.of(
            new Figure("heap after a full collection", 24 * MEBIBYTE, ProcessReading::heapBytes),
            new Figure("buffers outside the heap", 16 * MEBIBYTE, ProcessReading::directBytes),
            new Figure("threads", 12, ProcessReading::threads),
            new Figure("sockets", 16, ProcessReading::sockets),
            new Figure("open files", 16, ProcessReading::files));

    private static final long WAL_SLACK = 256 * MEBIBYTE;

    private Growth() {}

    /** @param slack what more is no growth, however little there was */
    private record Figure(String name, long slack, ToLongFunction<ProcessReading> of) {}

    /** What grew, in words; nothing where all is flat, and nothing where there are fewer than four looks. */
    static List<String> of(List<Look> looks) {
        List<String> grown = new ArrayList<>();
        if (looks.size() < 4) {
            return grown;
        }
        for (int index = 0; index < looks.get(0).processes().size(); index++) {
            int process = index;
            String name = looks.get(0).processes().get(index).name();
            for (Figure figure : FIGURES) {
                judge(
                        figure.name() + " of " + name,
                        looks.stream()
                                .mapToLong(look ->
                                        figure.of().applyAsLong(look.processes().get(process)))
                                .toArray(),
                        figure.slack(),
                        grown);
            }
        }
        judge("WAL", looks.stream().mapToLong(Look::walBytes).toArray(), WAL_SLACK, grown);
        return grown;
    }

    private static void judge(String name, long[] seen, long slack, List<String> grown) {
        long most = most(seen, seen.length / 2);
        long later = middle(seen, seen.length / 2);
        if (later > FACTOR_MAX * most + slack) {
            grown.add(String.format(
                    Locale.ROOT, "%s: %,d at most in the first half, %,d in the second", name, most, later));
        }
    }

    private static long most(long[] seen, int until) {
        long most = 0;
        for (int i = 0; i < until; i++) {
            most = Math.max(most, seen[i]);
        }
        return most;
    }

    private static long middle(long[] seen, int from) {
        long[] later = Arrays.copyOfRange(seen, from, seen.length);
        Arrays.sort(later);
        return later[later.length / 2];
    }
}
