package io.tapgrid.standalone.prove;

import io.tapgrid.load.site.ShopSecret;
import io.tapgrid.standalone.prove.fault.Scene;
import io.tapgrid.standalone.prove.system.Operator;
import io.tapgrid.standalone.prove.system.Subject;
import io.tapgrid.standalone.prove.traffic.History;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import io.tapgrid.standalone.prove.traffic.Traffic;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Brings a sale and its shoppers before the system. */
final class Stage {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(120);

    /** Of hundreds of thousands of lines. */
    private static final Duration IMPORTED_WITHIN = Duration.ofMinutes(5);

    private final Scene scene;

    Stage(Scene scene) {
        this.scene = scene;
    }

    /**
     * Makes the sale and leaves it to open by itself.
     *
     * @param csv its reservations, where it needs any
     */
    void open(SaleTerms sale, String csv) throws InterruptedException {
        Operator operator = scene.operator();
        operator.post("/sales", sale.json().toString(), ANSWER_WITHIN).require("the sale");
        if (sale.reservationRequired()) {
            operator.post("/sales/" + sale.id() + "/reservations", "text/csv; charset=utf-8", csv, IMPORTED_WITHIN)
                    .require("the reservations");
        }
        operator.post("/sales/" + sale.id() + "/schedule", "{}", ANSWER_WITHIN).require("to schedule the sale");
    }

    /** Who is about to come, through all web processes; the caller closes it. */
    Traffic crowd(SaleTerms sale, History history, long seed) throws IOException {
        return new Traffic(
                webs(), sale, history, ShopSecret.read(scene.subject().data().shopSecret()), seed);
    }

    private List<URI> webs() {
        return IntStream.rangeClosed(1, scene.subject().webs().size())
                .mapToObj(index -> URI.create("http://"
                        + scene.subject().settings().hosts().of("web-" + index) + ":"
                        + scene.subject().settings().ports().webHttp(index)))
                .toList();
    }

    /** Returns at that time, or at once where it is past. */
    static void await(Instant time) {
        Subject.await(
                Duration.between(Instant.now(), time).plusSeconds(1),
                () -> Instant.now().isAfter(time));
    }
}
