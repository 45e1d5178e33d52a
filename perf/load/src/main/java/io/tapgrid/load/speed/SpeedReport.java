package io.tapgrid.load.speed;

import io.tapgrid.load.measure.LatencySummary;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Writes the rounds up as Markdown: medians with least and most, ratios, the conditions. */
final class SpeedReport {

    private final List<Round> rounds;

    SpeedReport(List<Round> rounds) {
        this.rounds = List.copyOf(rounds);
    }

    String markdown(SortedMap<String, String> conditions, String openLoop) {
        var text = new StringBuilder();
        text.append("Median over the rounds, in brackets the least and the most.\n\n");
        costs(text);
        text.append("\nRatios of server CPU per request, paired within a round:\n\n");
        ratios(text);
        text.append('\n').append(openLoop).append("\n\n## Conditions\n\n");
        conditions.forEach((what, value) ->
                text.append("- ").append(what).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /** CPU of all server processes a request, by kind, in microseconds. */
    Spread cpu(Kind kind) {
        return spread(kind, round -> round.cpuMicros(name -> true));
    }

    Spread requestsPerSecond(Kind kind) {
        return spread(kind, Round::requestsPerSecond);
    }

    private void costs(StringBuilder text) {
        SortedSet<String> names = new TreeSet<>();
        rounds.forEach(round -> names.addAll(round.cpuNanos().keySet()));
        text.append("| | requests/s | server CPU µs/request |");
        names.forEach(name -> text.append(" of it ").append(name).append(" |"));
        text.append(" driver µs | allocated B | GC ms/s | p50 | p99 | as expected |\n|---|---|---|");
        names.forEach(name -> text.append("---|"));
        text.append("---|---|---|---|---|---|\n");
        for (Kind kind : Kind.values()) {
            cost(text, kind, names);
        }
    }

    private void cost(StringBuilder text, Kind kind, SortedSet<String> names) {
        text.append("| ").append(kind.letter).append(' ').append(kind.words);
        text.append(" | ").append(requestsPerSecond(kind).text(0));
        text.append(" | ").append(cpu(kind).text(1));
        for (String name : names) {
            Spread one = spread(kind, round -> round.cpuMicros(name::equals));
            text.append(String.format(Locale.ROOT, " | %.1f", one.median()));
        }
        text.append(String.format(Locale.ROOT, " | %.1f", median(kind, r -> r.driverCpuNanos() / 1e3 / r.requests())));
        text.append(" | ").append(optional(kind, r -> r.heap().allocatedBytes() / r.requests()));
        text.append(" | ").append(optional(kind, r -> r.heap().pauseSeconds() * 1e12 / r.nanos()));
        text.append(" | ").append(LatencySummary.millis((long)
                median(kind, r -> r.latency().latencyMicrosP50())));
        text.append(" | ").append(LatencySummary.millis((long)
                median(kind, r -> r.latency().latencyMicrosP99())));
        text.append(String.format(Locale.ROOT, " | %.2f %%", 100 * median(kind, Round::asExpectedShare)));
        text.append(" |\n");
    }

    private void ratios(StringBuilder text) {
        text.append("| ratio | measured | aim |\n|---|---|---|\n");
        ratio(text, Kind.SOLD_OUT, Kind.EMPTY, "≤ 1.15");
        ratio(text, Kind.WIN_ONE_ITEM, Kind.EMPTY, "≤ 3");
        ratio(text, Kind.WIN_MANY_ITEMS, Kind.WIN_ONE_ITEM, "0.9 to 1.1");
    }

    private void ratio(StringBuilder text, Kind over, Kind under, String aim) {
        List<Round> dividends = of(over);
        List<Round> divisors = of(under);
        var ratios = new TreeMap<Integer, Double>();
        for (int i = 0; i < Math.min(dividends.size(), divisors.size()); i++) {
            ratios.put(
                    i, dividends.get(i).cpuMicros(n -> true) / divisors.get(i).cpuMicros(n -> true));
        }
        Spread spread = Spread.of(ratios.values().stream().mapToDouble(ratio -> ratio));
        text.append("| ").append(over.letter).append(" / ").append(under.letter);
        text.append(" | ").append(spread.text(2)).append(" | ").append(aim).append(" |\n");
    }

    private String optional(Kind kind, ToDoubleFunction<Round> value) {
        double median = median(kind, value);
        return median < 0 ? "–" : String.format(Locale.ROOT, "%.0f", median);
    }

    private double median(Kind kind, ToDoubleFunction<Round> value) {
        return spread(kind, value).median();
    }

    private Spread spread(Kind kind, ToDoubleFunction<Round> value) {
        return Spread.of(of(kind).stream().mapToDouble(value));
    }

    private List<Round> of(Kind kind) {
        return rounds.stream().filter(round -> round.kind() == kind).toList();
    }
}
