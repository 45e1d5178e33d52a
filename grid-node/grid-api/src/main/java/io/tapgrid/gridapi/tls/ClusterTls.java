package io.tapgrid.gridapi.tls;

import io.tapgrid.gridapi.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.cache.configuration.Factory;
import javax.net.ssl.SSLContext;
import org.apache.ignite.ssl.SslContextFactory;

/**
 * The folder of certificates that puts a cluster under TLS. Both sides of every connection show one. Members (nodes, web processes, the console)
 * may change everything, so they trust members alone; the port for SQL also lets in readers, whose certificates come from another authority.
 * {@code deploy/dev-ca} makes such a folder. The files are read when a connection is prepared; all stores are PKCS12 and open with the text of
 * the file {@code password} beside them.
 *
 * @param folder holds {@code member/} on the cluster's machines, {@code dba/} on those of DBAs
 */
public record ClusterTls(Path folder) {
    private static final String MEMBER = "member";
    private static final String READER = "dba";
    private static final String KEY = "key.p12";
    private static final String TRUST = "trust.p12";

    /** Reads the key of the folder of a member; without it there is no TLS. */
    public static Optional<ClusterTls> read(Settings settings, String key) {
        Optional<ClusterTls> tls = settings.find(key).map(Path::of).map(ClusterTls::new);
        tls.filter(it -> !it.isMembers())
                .ifPresent(it -> settings.problem(
                        key, it.folder().toString(), "a folder as deploy/dev-ca makes it, with member/key.p12"));
        return tls;
    }

    private boolean isMembers() {
        return Files.isReadable(folder.resolve(MEMBER).resolve(KEY));
    }

    /** For discovery and communication, either side. */
    public Factory<SSLContext> member() {
        return context(MEMBER, TRUST);
    }

    /** For the port for SQL: a member that lets readers in. */
    public SSLContext towardsReaders() {
        return context(MEMBER, "readers.p12").create();
    }

    /** For JDBC and thin clients. */
    public Factory<SSLContext> reader() {
        return context(READER, TRUST);
    }

    private Factory<SSLContext> context(String part, String trusted) {
        Path stores = folder.resolve(part);
        char[] password = password(stores.resolve("password"));
        SslContextFactory context = new SslContextFactory();
        context.setKeyStoreType("PKCS12");
        context.setKeyStoreFilePath(stores.resolve(KEY).toString());
        context.setKeyStorePassword(password);
        context.setTrustStoreType("PKCS12");
        context.setTrustStoreFilePath(stores.resolve(trusted).toString());
        context.setTrustStorePassword(password);
        return context;
    }

    private static char[] password(Path file) {
        try {
            return Files.readString(file).strip().toCharArray();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    file + ": cannot be read (expected: the password of the stores beside it)", unreadable);
        }
    }
}
