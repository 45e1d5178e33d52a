package io.tapgrid.standalone.start;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.DatabaseAccess;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.mysql.EmbeddedDatabase;
import io.tapgrid.standalone.mysql.EmbeddedDatabaseSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The MySQL of a standalone system: the embedded one, kept running, or an external one, which is its owner's business. */
final class Database {
    /** After a start that failed: whatever keeps it from starting is not gone at once, and a start takes the supervisor's time. */
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

    private static final String MYSQL = "mysql";

    private final Settings settings;
    private final Clock clock;
    private final Consumer<String> progress;
    private @Nullable EmbeddedDatabase embedded;
    private boolean downWasSaid;
    private Instant nextTry = Instant.MIN;

    Database(Settings settings, Clock clock, Consumer<String> progress) {
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
    }

    /** Has it running, if it is ours. */
    void start() {
        if (settings.hasExternalMysql()) {
            progress.accept("using the MySQL at " + DatabaseAccess.of(settings).jdbcUrl());
            return;
        }
        progress.accept("starting the embedded database");
        try {
            embedded = EmbeddedDatabase.start(files());
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Starts the embedded one again when it died. A sale goes on without it, so a failure is said and tried again. */
    void keepRunning() {
        EmbeddedDatabase watched = embedded;
        if (watched == null || watched.isAlive() || clock.instant().isBefore(nextTry)) {
            return;
        }
        if (!downWasSaid) {
            progress.accept("mysql ended; starting it again (sales go on meanwhile)");
            downWasSaid = true;
        }
        try {
            embedded = EmbeddedDatabase.start(files());
            downWasSaid = false;
            progress.accept("mysql is ready");
        } catch (IOException e) {
            nextTry = clock.instant().plus(TRY_AGAIN_AFTER);
            progress.accept("mysql: " + e.getMessage() + "; tried again in " + TRY_AGAIN_AFTER.toSeconds() + " s");
        }
    }

    void stop() {
        EmbeddedDatabase running = embedded;
        if (running == null) {
            return;
        }
        try {
            running.stop();
        } catch (IOException e) {
            progress.accept("mysql: could not be stopped cleanly (" + e.getMessage() + ")");
        }
    }

    private EmbeddedDatabaseSettings files() {
        return EmbeddedDatabaseSettings.below(settings.data(), settings.ports().mysql())
                .at(settings.hosts().of(MYSQL), settings.hosts().launcher(MYSQL));
    }
}
