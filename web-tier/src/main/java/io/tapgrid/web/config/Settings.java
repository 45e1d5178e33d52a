package io.tapgrid.web.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values by key, from a file with the environment over it: {@code tapgrid.http-port} is {@code TAPGRID_HTTP_PORT} there.
 * What is wrong is gathered, so that an operator mends everything at once; {@link #finish} throws it.
 */
final class Settings {
    private static final String PREFIX = "tapgrid.";
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    Settings(Map<String, String> file, Map<String, String> environment) {
        this.file = Map.copyOf(file);
        this.environment = new HashMap<>(environment);
    }

    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    String text(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    Optional<String> find(String key) {
        known.add(key);
        String value = environment.getOrDefault(variable(key), file.getOrDefault(key, ""));
        return Optional.of(value.trim()).filter(it -> !it.isEmpty());
    }

    int number(String key, int min, int max, int otherwise) {
        String expected = min + " to " + max;
        return read(key, otherwise, expected, text -> {
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException(expected);
            }
            return value;
        });
    }

    boolean flag(String key, boolean otherwise) {
        return read(key, otherwise, "true or false", text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return text.equals("true");
        });
    }

    /** Written as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code 1d}. */
    Duration duration(String key, Duration min, Duration max, Duration otherwise) {
        return read(key, otherwise, min + " to " + max + ", written like 500ms, 30s, 5m", text -> {
            Duration value = parseDuration(text);
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        List<String> names =
                List.of(type.getEnumConstants()).stream().map(Enum::toString).toList();
        return find(key).flatMap(text -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.toString().equals(text)) {
                    return Optional.of(constant);
                }
            }
            problem(key, text, "one of " + names);
            return Optional.empty();
        });
    }

    private <T> T read(String key, T otherwise, String expected, Function<String, T> parse) {
        Optional<String> text = find(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return parse.apply(text.get());
        } catch (IllegalArgumentException e) {
            problem(key, text.get(), expected);
            return otherwise;
        }
    }

    void problem(String key, String value, String expected) {
        problems.add(key + ": " + value + " (expected: " + expected + ")");
    }

    Set<String> known() {
        return Set.copyOf(known);
    }

    /** Throws all problems in one message; keys of the file that nobody asked for are among them. */
    void finish() {
        file.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(key + ": unknown (expected: one of " + known + ")"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The settings are not usable:\n  " + String.join("\n  ", problems));
        }
    }
}
