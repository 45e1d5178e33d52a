package io.tapgrid.standalone.sql;

import io.tapgrid.gridapi.tls.ClusterTls;
import io.tapgrid.standalone.data.Settings;
import java.io.Serial;
import javax.cache.configuration.Factory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that show a DBA's certificate. The JDBC driver makes one of these by its name, which stands in the URL; so neither stores nor passwords
 * do, and none is shown where a URL is printed.
 */
public final class ReaderSockets implements Factory<SSLSocketFactory> {
    static final String IN_URL = "?sslMode=require&sslFactory=" + ReaderSockets.class.getName();

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public SSLSocketFactory create() {
        ClusterTls tls = Settings.of(System.getenv())
                .tls()
                .orElseThrow(() -> new IllegalStateException("TAPGRID_CLUSTER_TLS: not set (expected: a folder)"));
        return tls.reader().create().getSocketFactory();
    }
}
