package io.tapgrid.grid.sql;

import io.tapgrid.gridapi.cache.Caches;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.SqlFieldsQuery;

/**
 * Installs {@code sql/grid/views.sql}. Ignite keeps views in its distributed metadata: they are on every node and survive restarts, but a node
 * that joins a running grid learns of them only when they are written again. So each node writes them all when it starts.
 */
public final class GridViews {
    private static final String RESOURCE = "/tapgrid/sql/grid/views.sql";

    private GridViews() {}

    /** Call it on a server node once the grid is active; blocking, some tens of milliseconds; may be repeated. */
    public static void install(Ignite ignite) {
        for (String statement : statements(text())) {
            SqlFieldsQuery query = new SqlFieldsQuery(statement).setSchema(Caches.SQL_SCHEMA);
            Caches.SALE.of(ignite).query(query).getAll();
        }
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
