package io.tapgrid.standalone.prove.traffic;

import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Loop;
import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.http.Target;
import io.tapgrid.load.site.Site;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The web processes of the system. All answers come back on one thread, that of the first one's loop: whoever asks needs no
 * locks.
 */
final class Web implements AutoCloseable {
    private static final int CONNECTIONS = 256;
    private static final int WAITING_MAX = 2_000;

    /** The server gives up its own attempts after five seconds. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

    private final List<HttpDriver> drivers = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();

    Web(List<URI> addresses) {
        DriverOptions options = DriverOptions.defaults()
                .withConnections(CONNECTIONS)
                .withWaitingMax(WAITING_MAX)
                .withAnswerWithin(ANSWER_WITHIN);
        for (URI address : addresses) {
            Target target = Target.of(address);
            sites.add(new Site(target));
            drivers.add(HttpDriver.start(target, options));
        }
    }

    int count() {
        return sites.size();
    }

    Site site(int web) {
        return sites.get(web);
    }

    /** The loop on whose thread everything happens. */
    Loop home() {
        return drivers.get(0).loop(0);
    }

    /** Call on the home loop; told there. */
    void send(int web, Request request, Consumer<Outcome> then) {
        Loop away = drivers.get(web).loop(0);
        if (web == 0) {
            away.send(request, then);
        } else {
            away.execute(() -> away.send(request, outcome -> home().execute(() -> then.accept(outcome))));
        }
    }

    /** What broke a loop, if anything did. */
    void requireSound() {
        for (HttpDriver driver : drivers) {
            driver.failure().ifPresent(failure -> {
                throw new IllegalStateException("the traffic broke: " + failure, failure);
            });
        }
    }

    @Override
    public void close() {
        drivers.forEach(HttpDriver::close);
    }
}
