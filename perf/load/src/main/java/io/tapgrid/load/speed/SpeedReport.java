package io.tapgrid.load.speed;

import java.util.List;
import java.util.SortedMap;

/** Writes the rounds up as Markdown: medians with least and most, ratios, the conditions. */
final class SpeedReport {

    private final List<Round> rounds;

    SpeedReport(List<Round> rounds) {
        this.rounds = List.copyOf(rounds);
    }

    String markdown(SortedMap<String, String> conditions, String openLoop) {
        var costs = new CostTable();
        for (Kind kind : Kind.values()) {
            costs.add(kind.letter + ' ' + kind.words, of(kind));
        }
        var text = new StringBuilder();
        text.append("Median over the rounds, in brackets the least and the most.\n\n");
        text.append(costs.markdown());
        text.append("\nRatios of server CPU per request, paired within a round:\n\n");
        ratios(text);
        text.append('\n').append(openLoop).append("\n\n## Conditions\n\n");
        conditions.forEach((what, value) ->
                text.append("- ").append(what).append(": ").append(value).append('\n'));
        return text.toString();
    }

    Spread requestsPerSecond(Kind kind) {
        return Spread.of(of(kind).stream().mapToDouble(Reading::requestsPerSecond));
    }

    private void ratios(StringBuilder text) {
        text.append("| ratio | measured | aim |\n|---|---|---|\n");
        ratio(text, Kind.SOLD_OUT, Kind.EMPTY, "≤ 1.10");
        ratio(text, Kind.WIN_ONE_ITEM, Kind.EMPTY, "≤ 2.2");
        ratio(text, Kind.WIN_MANY_ITEMS, Kind.WIN_ONE_ITEM, "0.95 to 1.05");
    }

    private void ratio(StringBuilder text, Kind over, Kind under, String aim) {
        Spread spread = Ratio.paired(of(over), of(under));
        text.append("| ").append(over.letter).append(" / ").append(under.letter);
        text.append(" | ").append(spread.text(2)).append(" | ").append(aim).append(" |\n");
    }

    private List<Reading> of(Kind kind) {
        return rounds.stream()
                .filter(round -> round.kind() == kind)
                .map(Round::reading)
                .toList();
    }
}
