package io.tapgrid.gridapi.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values by key, from a file with the environment over it: {@code tapgrid.http-port} is {@code TAPGRID_HTTP_PORT}
 * there.
 * What is wrong is gathered, so that an operator mends everything at once; {@link #finish} throws it.
 */
public final class Settings {
    private static final String PREFIX = "tapgrid.";
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    public Settings(Map<String, String> file, Map<String, String> environment) {
        this.file = Map.copyOf(file);
        this.environment = Map.copyOf(environment);
    }

    /** {@code TAPGRID_CLUSTER_NODES} for {@code cluster.nodes} as well as for {@code tapgrid.cluster.nodes}. */
    static String variable(String key) {
        String full = key.startsWith(PREFIX) ? key : PREFIX + key;
        return full.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public String text(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    public Optional<String> find(String key) {
        known.add(key);
        String value = environment.getOrDefault(variable(key), file.getOrDefault(key, ""));
        return Optional.of(value.trim()).filter(it -> !it.isEmpty());
    }

    public int number(String key, int min, int max, int otherwise) {
        String expected = min + " to " + max;
        return read(key, otherwise, expected, text -> {
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException(expected);
            }
            return value;
        });
    }

    public boolean flag(String key, boolean otherwise) {
        return read(key, otherwise, "true or false", text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return text.equals("true");
        });
    }

    /** Written as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code 1d}. */
    public Duration duration(String key, Duration min, Duration max, Duration otherwise) {
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

    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
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

    /** The properties of a file; none if it is not there. Throws {@link IllegalArgumentException} when it cannot be read. */
    public static Map<String, String> file(Path path) {
        Map<String, String> values = new HashMap<>();
        if (Files.exists(path)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException(path + ": cannot be read (" + e.getMessage() + ")", e);
            }
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        }
        return values;
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

    public void problem(String key, String value, String expected) {
        problems.add(key + ": " + value + " (expected: " + expected + ")");
    }

    public Set<String> known() {
        return Set.copyOf(known);
    }

    /** Comma-separated. */
    public List<String> list(String key, List<String> otherwise) {
        return find(key)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::trim).toList())
                .orElse(otherwise);
    }

    /** Notes a problem that concerns several keys, unless the condition holds. */
    public void check(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    /** Throws all problems in one message; keys of the file that nobody asked for are among them. */
    public void finish() {
        file.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(key + ": unknown (expected: one of " + known + ")"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The settings are not usable:\n  " + String.join("\n  ", problems));
        }
    }
}
