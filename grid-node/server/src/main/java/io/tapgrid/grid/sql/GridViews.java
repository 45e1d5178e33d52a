package io.tapgrid.grid.sql;

import io.tapgrid.gridapi.cache.Caches;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs {@code sql/grid/views.sql}. Ignite keeps views in its distributed metadata: they are on every node and survive restarts. But a node
 * that joins a running grid is not told of them, and writing the same text again tells nobody; so a node that does not know a view writes it with
 * a remark of its own behind it.
 */
public final class GridViews {
    private static final Logger LOG = LoggerFactory.getLogger(GridViews.class);
    private static final Pattern NAME = Pattern.compile("^CREATE OR REPLACE VIEW (\\S+)");
    private static final Duration KNOWN_WITHIN = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final String RESOURCE = "/tapgrid/sql/grid/views.sql";

    private GridViews() {}

    /**
     * Call it on a server node once the grid is active. Returns when this node knows all views, which takes some tens of milliseconds: Ignite
     * hands them on in the background. May be repeated.
     */
    public static void install(Ignite ignite) {
        List<String> statements = statements(text());
        statements.forEach(statement -> ask(ignite, statement));
        String remark = "\n-- for " + ignite.cluster().localNode().id();
        unknown(ignite, statements).forEach(statement -> ask(ignite, statement + remark));
        unknown(ignite, statements)
                .forEach(statement -> LOG.warn("view {}: this node does not know it", nameIn(statement)));
    }

    /** The statements whose views this node still does not know when all of them have had a moment to arrive. */
    private static List<String> unknown(Ignite ignite, List<String> statements) {
        long giveUpAt = System.nanoTime() + KNOWN_WITHIN.toNanos();
        List<String> unknown = statements;
        do {
            unknown = unknown.stream()
                    .filter(statement -> !isKnown(ignite, nameIn(statement)))
                    .toList();
        } while (!unknown.isEmpty() && pausedUntil(giveUpAt));
        return unknown;
    }

    private static void ask(Ignite ignite, String statement) {
        SqlFieldsQuery query = new SqlFieldsQuery(statement).setSchema(Caches.SQL_SCHEMA);
        Caches.SALE.of(ignite).query(query).getAll();
    }

    private static boolean isKnown(Ignite ignite, String view) {
        try {
            ask(ignite, "SELECT 1 FROM " + view + " WHERE FALSE");
            return true;
        } catch (CacheException notYet) {
            LOG.debug("view {}: not known here yet", view, notYet);
            return false;
        }
    }

    static String nameIn(String statement) {
        Matcher name = NAME.matcher(statement);
        if (!name.find()) {
            throw new IllegalStateException(RESOURCE + ": '" + statement + "' (expected: CREATE OR REPLACE VIEW)");
        }
        return name.group(1);
    }

    /** Waits a little; false when the time is over. */
    private static boolean pausedUntil(long giveUpAt) {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return System.nanoTime() < giveUpAt;
    }

    /** Splits a file at semicolons that end a line, without its comment lines. */
    static List<String> statements(String file) {
        String bare = file.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(bare.split(";\\s*(\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text() {
        try (InputStream file = GridViews.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is not on the classpath");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
