package io.tapgrid.standalone.prove;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.standalone.prove.check.Findings;
import io.tapgrid.standalone.prove.check.Promise;
import io.tapgrid.standalone.prove.fault.FaultKind;
import io.tapgrid.standalone.prove.fault.Injected;
import io.tapgrid.standalone.prove.soak.Soak;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run has shown, for an operator to read and for a machine to parse.
 *
 * @param commit of the sources it was built from, or {@code unknown}
 * @param took from the first process to the last check
 * @param soak what everything held after each sale, where that was looked at
 */
record Verdict(
        Instant startedAt,
        String commit,
        ProvePlan plan,
        String place,
        Duration took,
        Tally tally,
        List<Injected> faults,
        Findings findings,
        Optional<Soak> soak) {
    boolean holds() {
        return findings.none();
    }

    /** What a soak has seen to grow that must not. */
    List<String> grown() {
        return soak.map(Soak::grown).orElse(List.of());
    }

    long isolations() {
        return faults.stream().filter(Injected::isolation).count();
    }

    private Map<FaultKind, Long> byKind() {
        return faults.stream()
                .collect(Collectors.groupingBy(
                        Injected::kind, () -> new EnumMap<>(FaultKind.class), Collectors.counting()));
    }

    String faultsInWords() {
        return byKind().entrySet().stream()
                .map(entry -> entry.getKey().word() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("requests    %,d, of which %,d ended unknown; %,d wins acknowledged, %,d purchases checked"
                .formatted(tally.operations(), tally.unknown(), tally.acknowledgements(), tally.purchases()));
        lines.add("faults      " + faults.size() + " (" + faultsInWords() + "), " + isolations()
                + " isolations of a node");
        lines.add("sells again " + backInWords());
        lines.add("where       " + place);
        lines.add("");
        for (Promise promise : Promise.values()) {
            long broken = findings.counts().getOrDefault(promise, 0L);
            lines.add("  %-42s %s".formatted(promise.label(), broken == 0 ? "held" : "BROKEN, " + broken + " times"));
        }
        if (!holds()) {
            lines.add("");
            findings.examples().forEach(example -> lines.add("  ! " + example));
        }
        if (soak.isPresent()) {
            lines.add("");
            lines.add(grown().isEmpty() ? "  nothing grows but rows" : "  GROWS:");
            grown().forEach(what -> lines.add("  ! " + what));
        }
        lines.add("");
        lines.add(holds() ? "every promise held" : "A PROMISE WAS BROKEN");
        return lines;
    }

    private String backInWords() {
        List<Duration> times = faults.stream()
                .map(Injected::backAfter)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (times.isEmpty()) {
            return "-";
        }
        return "after " + times.get(times.size() / 2).toMillis() + " ms in the median, "
                + times.get(times.size() - 1).toMillis() + " ms at most";
    }

    ObjectNode json() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode report = json.objectNode()
                .put("verdict", holds() ? "held" : "broken")
                .put("startedAt", startedAt.toString())
                .put("commit", commit)
                .put("seed", plan.seed())
                .put("minutes", plan.length().toSeconds() / 60.0)
                .put("nodes", plan.nodes())
                .put("webs", plan.webs())
                .put("rate", plan.rate())
                .put("place", place)
                .put("tookSeconds", took.toSeconds())
                .put("operations", tally.operations())
                .put("unknown", tally.unknown())
                .put("acknowledgements", tally.acknowledgements())
                .put("purchases", tally.purchases())
                .put("isolations", isolations());
        ObjectNode promises = report.putObject("promises");
        for (Promise promise : Promise.values()) {
            promises.put(promise.label(), findings.counts().getOrDefault(promise, 0L));
        }
        findings.examples().forEach(report.putArray("examples")::add);
        if (soak.isPresent()) {
            grown().forEach(report.putArray("grown")::add);
        }
        ObjectNode outcomes = report.putObject("outcomes");
        tally.outcomes().forEach(outcomes::put);
        ArrayNode injected = report.putArray("faults");
        for (Injected fault : faults) {
            Duration back = fault.backAfter();
            ObjectNode one = injected.addObject()
                    .put("at", fault.at().toString())
                    .put("kind", fault.kind().word())
                    .put("what", fault.what())
                    .put("isolation", fault.isolation())
                    .put("lastedMillis", fault.lasted().toMillis());
            if (back != null) {
                one.put("sellsAgainAfterMillis", back.toMillis());
            }
        }
        return report;
    }
}
