package io.tapgrid.testkit.database;

/** The two servers that everything about MySQL is tested against. */
public enum DatabaseKind {
    /** MariaDB 11.4, what {@code ./tapgrid start} runs. */
    MARIADB,
    /** MySQL 8.0. Needs Debian's {@code libaio1}. */
    MYSQL
}
