package io.tapgrid.load.http;

import java.util.function.Consumer;

/** A request under way: what to send and whom to tell. */
final class Call {

    final Request request;
    final long deadlineToSend;
    private final Consumer<Outcome> then;

    Call(Request request, long deadlineToSend, Consumer<Outcome> then) {
        this.request = request;
        this.deadlineToSend = deadlineToSend;
        this.then = then;
    }

    void tell(Outcome outcome) {
        then.accept(outcome);
    }
}
