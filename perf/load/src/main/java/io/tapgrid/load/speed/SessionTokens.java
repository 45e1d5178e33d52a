package io.tapgrid.load.speed;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Loop;
import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.site.Reply;
import io.tapgrid.load.site.Site;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs all shoppers in before anything is timed, by the embedded profile's login. Its tokens are session tokens, checked
 * as any other on the hot path, and are good for 12 hours, which no run lasts.
 */
public final class SessionTokens {

    private static final int AT_A_TIME = 32;
    private static final int TRIES_MAX = 20;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MINUTES_MAX = 10;

    private final Site site;
    private final AtomicReferenceArray<@Nullable String> tokens;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch done;

    private SessionTokens(Site site, int count) {
        this.site = site;
        this.tokens = new AtomicReferenceArray<>(count);
        this.done = new CountDownLatch(count);
    }

    /** The token of shopper i of {@link #uid}. */
    public static String[] mint(HttpDriver driver, Site site, int count) throws IOException, InterruptedException {
        var minting = new SessionTokens(site, count);
        for (int i = 0; i < AT_A_TIME; i++) {
            Loop loop = driver.loop(i);
            loop.execute(() -> minting.logInNext(loop));
        }
        if (!minting.done.await(MINUTES_MAX, TimeUnit.MINUTES)) {
            throw new IOException(
                    "logins: " + minting.done.getCount() + " of " + count + " not done after " + MINUTES_MAX + " min");
        }
        return minting.collected(count);
    }

    public static String uid(int i) {
        return "speed-" + i;
    }

    private String[] collected(int count) throws IOException {
        var collected = new String[count];
        for (int i = 0; i < count; i++) {
            String token = tokens.get(i);
            if (token == null) {
                throw new IOException("login of " + uid(i) + " failed " + TRIES_MAX + " times");
            }
            collected[i] = token;
        }
        return collected;
    }

    private void logInNext(Loop loop) {
        int i = next.getAndIncrement();
        if (i < tokens.length()) {
            token(loop, site.devLogin(uid(i)), 1, login -> {
                tokens.set(i, login);
                oneDone(loop);
            });
        }
    }

    private void oneDone(Loop loop) {
        done.countDown();
        logInNext(loop);
    }

    private void token(Loop loop, Request request, int attempt, Consumer<String> then) {
        loop.send(request, outcome -> {
            String token = token(outcome);
            if (!token.isEmpty()) {
                then.accept(token);
            } else if (attempt < TRIES_MAX) {
                loop.at(System.nanoTime() + PAUSE_NANOS, () -> token(loop, request, attempt + 1, then));
            } else {
                oneDone(loop);
            }
        });
    }

    private static String token(Outcome outcome) {
        return outcome.fold(
                answer -> answer.status() == 200 ? Reply.of(answer).text("token") : "", why -> "", why -> "");
    }
}
