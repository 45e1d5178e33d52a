package io.tapgrid.load.speed;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How two series of rounds compare. */
public final class Ratio {

    private Ratio() {}

    /** Server CPU a request, taken within each round, where both fared alike with the machine. */
    public static Spread paired(List<Reading> over, List<Reading> under) {
        return paired(over, under, reading -> reading.cpuMicros(name -> true));
    }

    public static Spread paired(List<Reading> over, List<Reading> under, ToDoubleFunction<Reading> value) {
        return Spread.of(IntStream.range(0, Math.min(over.size(), under.size()))
                .mapToDouble(i -> value.applyAsDouble(over.get(i)) / value.applyAsDouble(under.get(i))));
    }
}
