package io.tapgrid.grid.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads keys and remembers what is wrong with them, so that all problems can be told together. */
final class Settings {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Map<String, String> properties;
    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    Settings(Map<String, String> properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    String text(String key, String otherwise) {
        known.add(key);
        String value = properties.getOrDefault(key, "").trim();
        return value.isEmpty() ? otherwise : value;
    }

    String text(String key, String otherwise, String variable) {
        String value = text(key, otherwise);
        String fromEnvironment = environment.getOrDefault(variable, "").trim();
        return fromEnvironment.isEmpty() ? value : fromEnvironment;
    }

    int number(String key, int otherwise, int min, int max) {
        return parse(key, text(key, Integer.toString(otherwise)), min, max, otherwise);
    }

    /** A number from 0 to {@code max} that an environment variable may overrule. */
    int number(String key, int otherwise, String variable, int max) {
        return parse(key, text(key, Integer.toString(otherwise), variable), 0, max, otherwise);
    }

    private int parse(String key, String value, int min, int max, int otherwise) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, like a number out of range.
        }
        problems.add(key + ": '" + value + "' (expected: a whole number from " + min + " to " + max + ")");
        return otherwise;
    }

    boolean flag(String key, boolean otherwise) {
        return oneOf(key, Boolean.toString(otherwise), List.of("true", "false")).equals("true");
    }

    String oneOf(String key, String otherwise, List<String> allowed) {
        String value = text(key, otherwise);
        if (allowed.contains(value)) {
            return value;
        }
        problems.add(key + ": '" + value + "' (expected: one of " + allowed + ")");
        return otherwise;
    }

    List<String> list(String key, List<String> otherwise) {
        String value = text(key, "");
        return value.isEmpty()
                ? otherwise
                : Arrays.stream(value.split(",", -1)).map(String::trim).toList();
    }

    Duration duration(String key, String otherwise) {
        String value = text(key, otherwise);
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            problems.add(key + ": '" + value + "' (expected: a number with ms, s, m, h or d)");
            return Duration.ZERO;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    void check(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    /** The keys that were asked for so far. */
    Set<String> known() {
        return Set.copyOf(known);
    }

    void throwIfAnyProblem(String what) {
        properties.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(key + ": unknown key"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(what + ": " + problems.size() + " problem(s) in the configuration\n  "
                    + String.join("\n  ", problems));
        }
    }
}
