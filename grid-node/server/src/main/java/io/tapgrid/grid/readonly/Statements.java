package io.tapgrid.grid.readonly;

import java.util.Optional;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.processors.cache.query.IgniteQueryErrorCode;
import org.apache.ignite.internal.processors.cache.query.SqlFieldsQueryEx;
import org.apache.ignite.internal.processors.query.IgniteSQLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells statements that read from others. Ignite's own parser does, which is asked again when the statement is run; so the two cannot
 * differ, whatever remarks and blanks are in the text.
 */
final class Statements {
    /** What is refused, and what to do instead. */
    static final String READ_ONLY =
            "read only: through this port the grid is looked at, not changed (expected: a SELECT);"
                    + " stock is changed by a stock adjustment, a sale by ./tapgrid apply";

    private static final String ONE_ONLY = "read only: one statement at a time (expected: a single SELECT)";

    private final GridKernalContext kernal;

    Statements(GridKernalContext kernal) {
        this.kernal = kernal;
    }

    /** Why it is not run; empty for a single statement that reads. What cannot be parsed is answered with the parser's own words. */
    Optional<IgniteSQLException> refusal(@Nullable String schema, String sql) {
        SqlFieldsQueryEx asQuery = new SqlFieldsQueryEx(sql, true);
        asQuery.setSchema(schema);
        try {
            return kernal.query().resultSetMetaData(asQuery, null) == null
                    ? Optional.of(readOnly(ONE_ONLY))
                    : Optional.empty();
        } catch (IgniteSQLException refused) {
            boolean changes = refused.statusCode() == IgniteQueryErrorCode.STMT_TYPE_MISMATCH;
            return Optional.of(changes ? readOnly(READ_ONLY) : refused);
        }
    }

    private static IgniteSQLException readOnly(String why) {
        return new IgniteSQLException(why, IgniteQueryErrorCode.CLUSTER_READ_ONLY_MODE_ENABLED);
    }
}
