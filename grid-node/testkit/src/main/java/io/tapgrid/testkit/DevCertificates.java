package io.tapgrid.testkit;

import io.tapgrid.gridapi.tls.ClusterTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Certificates as {@code deploy/dev-ca} makes them, of authorities that no other call knows. */
public final class DevCertificates {
    private DevCertificates() {}

    /** Makes {@code folder}, which must not be there. */
    public static ClusterTls make(Path folder) {
        Path script = Path.of(System.getProperty("tapgrid.root", "../..")).resolve("deploy/dev-ca");
        ProcessBuilder builder =
                new ProcessBuilder(script.toAbsolutePath().toString(), folder.toString()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said.strip());
            }
            return new ClusterTls(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
