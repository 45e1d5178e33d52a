package io.tapgrid.architecture;

import java.util.List;

/** Every wall of the project. A new dependency of a module begins with a line here, and with a reason in its commit. */
final class Walls {
    private static final String[] PLAIN_JAVA = {
        "java.lang", "java.lang.annotation", "java.util", "java.util.function", "java.util.stream"
    };
    private static final String[] JAVA = {
        "java.lang..",
        "java.util..",
        "java.time..",
        "java.io",
        "java.math",
        "java.nio..",
        "java.net..",
        "java.security..",
        "java.text"
    };
    private static final String[] CRYPTO = {"javax.crypto..", "javax.net.ssl.."};
    private static final String[] SQL = {"java.sql", "javax.sql"};
    private static final String NULLNESS = "org.jspecify.annotations";
    private static final String LOG = "org.slf4j..";
    private static final String DOMAIN = "io.tapgrid.domain..";
    private static final String GRID_API = "io.tapgrid.gridapi..";
    private static final String IGNITE = "org.apache.ignite..";
    private static final String METRICS = "io.micrometer..";
    private static final String JSON = "com.fasterxml.jackson..";

    /** Time is an argument here, and nothing is read, sent, logged or shared between threads. */
    static final Wall KERNEL =
            Wall.around(DOMAIN).allows(PLAIN_JAVA).allows("java.time", "java.time.temporal", NULLNESS);

    /** Rows carry times as the grid's SQL wants them; the database itself is not within reach. */
    static final Wall WIRE = Wall.around(GRID_API)
            .allows(JAVA)
            .allows(CRYPTO)
            .allows(DOMAIN, IGNITE, "javax.cache..", "com.sun.net.httpserver", METRICS, NULLNESS, LOG)
            .allowsOnly("java.sql.Timestamp");

    static final Wall GRID = Wall.around("io.tapgrid.grid..")
            .allows(JAVA)
            .allows(CRYPTO)
            .allows(SQL)
            .allows(DOMAIN, GRID_API, IGNITE, "javax.cache..", "org.springframework..", "com.sun.net.httpserver")
            .allows("com.zaxxer.hikari..", "org.flywaydb.core..", METRICS, NULLNESS, LOG)
            .allows("javax.management..", "com.sun.management"); // the JVM's news of garbage collections

    /** No shopper's request touches MySQL: there is no java.sql in this list. Nor is there Ignite, but for the one package below. */
    static final Wall WEB = Wall.around("io.tapgrid.web..")
            .except("io.tapgrid.web.grid..")
            .allows(JAVA)
            .allows(CRYPTO)
            .allows(DOMAIN, GRID_API, "io.micronaut..", "jakarta..", "io.netty..", "org.reactivestreams")
            .allows("com.nimbusds..", "com.sun.net.httpserver", JSON, METRICS, NULLNESS, LOG);

    static final Wall WEB_GRID =
            Wall.around("io.tapgrid.web.grid..").allows(JAVA).allows(DOMAIN, GRID_API, IGNITE, METRICS, NULLNESS, LOG);

    static final Wall ADMIN = Wall.around("io.tapgrid.admin..")
            .except("io.tapgrid.admin.grid..")
            .allows(JAVA)
            .allows(CRYPTO)
            .allows(DOMAIN, GRID_API, "org.eclipse.jetty..", "de.siegmar.fastcsv..")
            .allows(JSON, METRICS, NULLNESS, LOG);

    static final Wall ADMIN_GRID =
            Wall.around("io.tapgrid.admin.grid..").allows(JAVA).allows(DOMAIN, GRID_API, IGNITE, NULLNESS, LOG);

    /** The crowd knows what the outside knows: no line of Tapgrid's. */
    static final Wall LOAD = Wall.around("io.tapgrid.load..")
            .allows(JAVA)
            .allows(CRYPTO)
            .allows("org.HdrHistogram", "picocli..", JSON, NULLNESS);

    /** What Tapgrid is compared with is built from what everybody has: no line of Tapgrid's, and no other store than Redis. */
    static final Wall PEER = Wall.around("io.tapgrid.peer..")
            .allows(JAVA)
            .allows(CRYPTO)
            .allows("io.micronaut..", "jakarta..", "io.lettuce.core..", NULLNESS);

    /** Measures the kernel, what crosses the wire and the journal's format, and starts no grid. */
    static final Wall JMH = Wall.around("io.tapgrid.jmh..")
            .allows(JAVA)
            .allows(DOMAIN, GRID_API, "io.tapgrid.grid.journal", "org.openjdk.jmh..", NULLNESS);

    static final Wall STANDALONE = Wall.around("io.tapgrid.standalone..")
            .allows(JAVA)
            .allows(CRYPTO)
            .allows(SQL)
            .allows(
                    "io.tapgrid.web..",
                    "io.tapgrid.grid..",
                    "io.tapgrid.admin..",
                    "io.tapgrid.load..",
                    DOMAIN,
                    GRID_API)
            .allows(
                    IGNITE,
                    "io.micronaut..",
                    "ch.vorburger..",
                    "com.mysql.cj.jdbc",
                    "org.yaml.snakeyaml",
                    "picocli..",
                    "sqlline..",
                    "com.sun.management",
                    "javax.cache.configuration",
                    JSON,
                    METRICS,
                    NULLNESS,
                    LOG);

    static final List<Wall> ALL =
            List.of(KERNEL, WIRE, GRID, WEB, WEB_GRID, ADMIN, ADMIN_GRID, LOAD, PEER, JMH, STANDALONE);

    private Walls() {}
}
