package io.tapgrid.load.crowd;

import io.tapgrid.load.site.Site;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Logs one person in: the shop's login first, then the exchange for a session token. */
final class Login {

    private static final int TRIES_MAX = 12;

    private Login() {}

    /** Calls back with the session token, or with an empty one after counting the failure. */
    static void start(Lane lane, String uid, SplittableRandom random, Consumer<String> then) {
        Site site = lane.stage.site;
        step(lane, new Repeating.Task("login", TRIES_MAX, () -> site.devLogin(uid)), random, loginToken -> {
            if (loginToken.isEmpty()) {
                then.accept("");
            } else {
                exchange(lane, loginToken, random, then);
            }
        });
    }

    private static void exchange(Lane lane, String loginToken, SplittableRandom random, Consumer<String> then) {
        var task = new Repeating.Task("session", TRIES_MAX, () -> lane.stage.site.session(loginToken));
        step(lane, task, random, session -> {
            if (!session.isEmpty()) {
                lane.stage.loggedIn.incrementAndGet();
            }
            then.accept(session);
        });
    }

    private static void step(Lane lane, Repeating.Task task, SplittableRandom random, Consumer<String> then) {
        Repeating.start(lane, task, random, result -> {
            String token = result.last().fold(reply -> reply.ok() ? reply.text("token") : "", silence -> "");
            if (token.isEmpty()) {
                lane.stage.loginsFailed.incrementAndGet();
            }
            then.accept(token);
        });
    }
}
