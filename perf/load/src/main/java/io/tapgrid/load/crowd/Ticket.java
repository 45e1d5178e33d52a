package io.tapgrid.load.crowd;

import io.tapgrid.load.site.Reply;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits in the shop's queue: polls the ticket as often as it says, until it is decided. */
final class Ticket {

    private static final int POLLS_MAX = 2_000;
    private static final int TRIES_MAX = 20;
    private static final long POLL_MILLIS_MIN = 50;
    private static final long POLL_MILLIS_MAX = 30_000;

    private final Shopper shopper;
    private final String ticket;
    private final Consumer<Reply> won;
    private final Consumer<String> refused;
    private int polls;

    private Ticket(Shopper shopper, String ticket, Consumer<Reply> won, Consumer<String> refused) {
        this.shopper = shopper;
        this.ticket = ticket;
        this.won = won;
        this.refused = refused;
    }

    static void poll(Shopper shopper, Reply queued, Consumer<Reply> won, Consumer<String> refused) {
        new Ticket(shopper, queued.text("ticket"), won, refused).later(queued);
    }

    private void later(Reply queued) {
        long millis = queued.body().path("pollAfterMs").asLong();
        long bounded = Math.min(POLL_MILLIS_MAX, Math.max(POLL_MILLIS_MIN, millis));
        shopper.lane.after(TimeUnit.MILLISECONDS.toNanos(bounded), this::ask);
    }

    private void ask() {
        if (polls++ >= POLLS_MAX || shopper.lane.stage.over()) {
            refused.accept("ticket-undecided");
            return;
        }
        var task =
                new Repeating.Task("ticket", TRIES_MAX, () -> shopper.lane.stage.site.ticket(shopper.token(), ticket));
        Repeating.start(
                shopper.lane, task, shopper.random, result -> result.last().either(this::answered, silence -> ask()));
    }

    private void answered(Reply reply) {
        if (!reply.ok()) {
            refused.accept(reply.reason());
            return;
        }
        switch (reply.text("state")) {
            case "QUEUED" -> later(reply);
            case "WON" -> won.accept(reply);
            case "REFUSED" ->
                refused.accept(reply.body().path("problem").path("reason").asText("ticket-refused"));
            default -> refused.accept("ticket-expired");
        }
    }
}
