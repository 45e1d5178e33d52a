package io.tapgrid.standalone.mysql;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that owns an embedded database, to be killed by a test. Prints the server's process id when it is up. */
final class OwnerMain {
    private OwnerMain() {}

    public static void main(String[] args) throws Exception {
        EmbeddedDatabaseSettings settings = EmbeddedDatabaseSettings.below(Path.of(args[0]), Integer.parseInt(args[2]))
                .withBinaries(Path.of(args[1]));
        System.out.println("owns " + EmbeddedDatabase.start(settings).pid());
        new CountDownLatch(1).await();
    }
}
