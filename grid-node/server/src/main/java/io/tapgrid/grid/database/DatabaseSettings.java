package io.tapgrid.grid.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Where MySQL is and who we are there.
 *
 * @param jdbcUrl {@code jdbc:mysql://host:port/tapgrid}, with whatever the operator adds (TLS above all)
 */
public record DatabaseSettings(String jdbcUrl, String user, String password) {
    private static final String PREFIX = "jdbc:mysql:";
    private static final int CONNECTIONS_MAX = 4;
    private static final long CONNECT_MILLIS_MAX = 5_000;

    /** Longer than any statement of ours, so that a server that hangs is noticed and nothing waits for ever. */
    private static final int ANSWER_MILLIS_MAX = 60_000;

    /**
     * A node that froze or lost its power holds the lock on a shard's watermark, and the next shipper must not stand still for that one, nor for
     * the hours that a server keeps a silent connection. Both servers know both words.
     */
    private static final String IMPATIENT = "SET SESSION innodb_lock_wait_timeout = 2, wait_timeout = 120";

    public DatabaseSettings {
        if (!jdbcUrl.startsWith(PREFIX)) {
            throw new IllegalArgumentException("TAPGRID_MYSQL_URL: " + jdbcUrl + " (expected: " + PREFIX + "//...)");
        }
    }

    /**
     * A pool that needs no server to be made: connections are opened when they are asked for. Batches go out as one
     * statement of many rows, which is what makes the shipper fast.
     */
    public HikariDataSource open() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tapgrid-mysql");
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECT_MILLIS_MAX);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(IMPATIENT);
        config.addDataSourceProperty("rewriteBatchedStatements", "true");
        // The shipper's few long statements are taken apart once and not for every batch.
        config.addDataSourceProperty("cachePrepStmts", "true");
        config.addDataSourceProperty("prepStmtCacheSqlLimit", "2048");
        config.addDataSourceProperty("characterEncoding", "UTF-8");
        config.addDataSourceProperty("connectionTimeZone", "UTC");
        config.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_MILLIS_MAX));
        config.addDataSourceProperty("socketTimeout", Integer.toString(ANSWER_MILLIS_MAX));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
