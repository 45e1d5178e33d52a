package io.tapgrid.standalone.prove.fault;

import io.tapgrid.standalone.prove.traffic.SaleTerms;
import java.time.Duration;
import java.util.List;

/** An operator who works while everything else goes on. */
final class OperatorFaults {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(120);

    private final Scene scene;

    OperatorFaults(Scene scene) {
        this.scene = scene;
    }

    List<Candidate> all() {
        return List.of(
                candidate(this::pauseAndResume),
                candidate(() -> adjust(SaleTerms.HOT, 5 + scene.random().nextInt(40))),
                candidate(() -> adjust(SaleTerms.WIDE, -1 - scene.random().nextInt(40))),
                candidate(this::importAgain));
    }

    private static Candidate candidate(Candidate.Maker maker) {
        return Candidate.anyTime(FaultKind.OPERATOR, maker);
    }

    private Fault pauseAndResume() {
        return Fault.of(
                FaultKind.OPERATOR,
                "an operator pauses the sale and resumes it",
                Duration.ofSeconds(3),
                () -> move("pause"),
                () -> move("resume"));
    }

    private void move(String to) throws InterruptedException {
        scene.operator()
                .post("/sales/" + scene.sale().id() + "/" + to, "{}", ANSWER_WITHIN)
                .require("to " + to);
    }

    private Fault adjust(String sku, int delta) {
        String body = "{\"delta\":" + delta + ",\"reason\":\"proof\"}";
        return Fault.momentary(
                FaultKind.OPERATOR,
                "an operator changes the stock of " + sku + " by " + delta,
                () -> scene.operator()
                        .post(
                                "/sales/" + scene.sale().id() + "/items/" + sku + "/stock-adjustments",
                                body,
                                ANSWER_WITHIN)
                        .require("the adjustment"));
    }

    private Fault importAgain() {
        return Fault.momentary(
                FaultKind.OPERATOR,
                "an operator imports all reservations again",
                () -> scene.operator()
                        .post(
                                "/sales/" + scene.sale().id() + "/reservations",
                                "text/csv; charset=utf-8",
                                scene.reservations(),
                                ANSWER_WITHIN)
                        .require("the import"));
    }
}
