package io.tapgrid.standalone.prove.traffic;

import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.site.Payment;
import io.tapgrid.load.site.PurchaseView;
import io.tapgrid.load.site.Reply;
import io.tapgrid.load.site.ShopSecret;
import io.tapgrid.load.site.Site;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shoppers who arrive at a fixed rate, whatever the system does (open loop), each through one web process or another. Some have
 * reserved and some have not; they repeat what was not answered with the same key, repeat what was, ask again with a new key, cart,
 * pay for some carts, cancel, and let holds lapse. Everything happens on one thread; {@link #run} may be called from any.
 */
public final class Traffic implements AutoCloseable {
    /** Visits that end in about this many requests each; the rate counts requests. */
    private static final double REQUESTS_PER_VISIT = 2.1;

    private static final String UNKNOWN_OUTCOME = "unknown-outcome";
    private static final int ATTEMPTS_MAX = 8;
    private static final long RETRY_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** A board may be this old where a web process answers by itself (DECISIONS 10): until then it may not know of a win. */
    private static final long BOARD_AGE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Web web;
    private final SaleTerms sale;
    private final History history;
    private final ShopSecret shop;
    private final Random random;
    private final List<Wish> winners = new ArrayList<>();
    private final List<String> logins = new ArrayList<>();
    private int underWay;
    private int shoppers;
    private int keys;
    private boolean atRest;

    public Traffic(List<URI> webs, SaleTerms sale, History history, ShopSecret shop, long seed) {
        this.web = new Web(webs);
        this.sale = sale;
        this.history = history;
        this.shop = shop;
        this.random = new Random(seed);
    }

    /** Shoppers who have reserved are called so, from 0. */
    public static String reserved(SaleTerms sale, int index) {
        return shopper(sale, "s", index);
    }

    private static String shopper(SaleTerms sale, String kind, int index) {
        return sale.id().toLowerCase(Locale.ROOT) + "-" + kind + index;
    }

    /** How many reserved shoppers a round of that length may need. */
    public static int shoppersFor(double requestsPerSecond, Duration length) {
        return (int) (requestsPerSecond / REQUESTS_PER_VISIT * length.toSeconds() * 0.8) + 100;
    }

    /** Arrivals at that rate for so long; returns when the last visit is over, or a while later. */
    public void run(double requestsPerSecond, Duration length) throws InterruptedException {
        int visits = (int) (requestsPerSecond / REQUESTS_PER_VISIT * length.toSeconds());
        long gap = (long) (1e9 * REQUESTS_PER_VISIT / requestsPerSecond);
        CountDownLatch over = new CountDownLatch(1);
        web.home().execute(() -> arrive(System.nanoTime(), gap, visits, over));
        boolean ended = over.await(length.toSeconds() + 60, TimeUnit.SECONDS);
        web.requireSound();
        if (!ended) {
            throw new IllegalStateException("the traffic does not end");
        }
    }

    /** Asks once more for everything that was never answered, when the system is at rest. Returns how much still is not. */
    public long settle(Duration limit) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        web.home().execute(() -> {
            atRest = true;
            history.wishes().stream()
                    .filter(wish -> wish.isOpen() && wish.purchaseId() == null)
                    .forEach(wish -> grab(wish, loginOf(wish.uid()), 1));
            awaitLast(System.nanoTime() + limit.toNanos(), over);
        });
        boolean ended = over.await(limit.toSeconds() + 10, TimeUnit.SECONDS);
        web.requireSound();
        if (!ended) {
            throw new IllegalStateException("the last questions do not end");
        }
        return history.wishes().stream()
                .filter(wish -> wish.isOpen() && wish.purchaseId() == null)
                .count();
    }

    private void arrive(long due, long gap, int visitsLeft, CountDownLatch over) {
        if (visitsLeft == 0) {
            awaitLast(System.nanoTime() + TimeUnit.SECONDS.toNanos(30), over);
            return;
        }
        visit();
        web.home().at(due + gap, () -> arrive(due + gap, gap, visitsLeft - 1, over));
    }

    private void awaitLast(long deadline, CountDownLatch over) {
        if (underWay == 0 || System.nanoTime() - deadline > 0) {
            over.countDown();
        } else {
            web.home().at(System.nanoTime() + RETRY_AFTER_NANOS, () -> awaitLast(deadline, over));
        }
    }

    private void visit() {
        double choice = random.nextDouble();
        if (choice < 0.55 || winners.isEmpty()) {
            newcomer(reserved(sale, shoppers++), true);
        } else if (choice < 0.63) {
            newcomer(shopper(sale, "x", shoppers++), false);
        } else if (choice < 0.78) {
            repeat(winner());
        } else if (choice < 0.86) {
            Wish before = winner();
            grab(wish(before.uid(), before.reserved()), loginOf(before.uid()), 1);
        } else if (choice < 0.94) {
            look(winner());
        } else {
            page();
        }
    }

    private Wish winner() {
        return winners.get(random.nextInt(winners.size()));
    }

    private void newcomer(String uid, boolean hasReserved) {
        ask("login", uid, "", site -> site.devLogin(uid), (reply, at) -> {
            String token = reply.text("token");
            if (!token.isEmpty()) {
                remember(uid, token);
                grab(wish(uid, hasReserved), token, 1);
            }
        });
    }

    private Wish wish(String uid, boolean hasReserved) {
        String sku = random.nextInt(3) == 0 ? SaleTerms.HOT : SaleTerms.WIDE;
        Wish wish = new Wish(uid, sku, uid + "-k" + keys++, hasReserved);
        history.wish(wish);
        return wish;
    }

    private void grab(Wish wish, String login, int attempt) {
        ask(
                "grab",
                wish.uid(),
                wish.key(),
                site -> site.grab(login, sale.id(), wish.sku(), wish.key()),
                (reply, at) -> {
                    if (reply.ok() && reply.text("outcome").equals("WON")) {
                        boolean first = wish.purchaseId() == null;
                        won(wish, reply, at);
                        if (first && !atRest) {
                            afterwards(wish, login);
                        }
                    } else if (reply.status() == 0 || reply.asksToRepeat()) {
                        if (at.sent() && (reply.status() == 0 || reply.reason().equals(UNKNOWN_OUTCOME))) {
                            wish.unknown();
                        }
                        retry(attempt, () -> grab(wish, login, attempt + 1));
                    } else {
                        refused(wish, reply, at);
                    }
                });
    }

    private void won(Wish wish, Reply reply, Span at) {
        boolean first = wish.purchaseId() == null;
        complain(wish.won(reply.text("purchaseId"), reply.text("token"), reply.text("state"), at));
        if (first) {
            winners.add(wish);
            history.acknowledged(new Acknowledgement(at.invokedNanos(), at.endedNanos(), at.web()));
        }
        if (!wish.reserved() && sale.reservationRequired()) {
            history.complain(wish.uid() + " won " + wish.sku() + " without a reservation");
        }
    }

    private void refused(Wish wish, Reply reply, Span at) {
        boolean fresh = at.invokedNanos() - wish.wonAnsweredNanos() < BOARD_AGE_NANOS;
        if (wish.purchaseId() != null && !fresh) {
            history.complain("the repeat of " + wish.key() + ", which had won " + wish.purchaseId() + ", was refused: "
                    + reply.reason());
        }
        if (wish.purchaseId() == null && atRest) {
            wish.refusedAtRest(reply.reason());
        } else if (wish.purchaseId() == null) {
            wish.refused(reply.reason());
        }
    }

    /** A third carts, and half of those pay; a tenth cancels; the others let the hold lapse. */
    private void afterwards(Wish wish, String login) {
        double choice = random.nextDouble();
        if (choice < 0.35) {
            cart(wish, login, 1);
        } else if (choice < 0.45) {
            cancel(wish, login, 1);
        }
    }

    private void cart(Wish wish, String login, int attempt) {
        String id = String.valueOf(wish.purchaseId());
        ask("cart", wish.uid(), "cart-" + id, site -> site.cart(login, id, wish.token()), (reply, at) -> {
            if (again(reply)) {
                retry(attempt, () -> cart(wish, login, attempt + 1));
            } else if (reply.ok()) {
                complain(wish.tell(reply.text("state"), at));
                if (random.nextBoolean()) {
                    pay(wish, 1);
                }
            }
        });
    }

    private void pay(Wish wish, int attempt) {
        String id = String.valueOf(wish.purchaseId());
        Payment payment = new Payment("pay-" + id, SaleTerms.PRICE_MINOR, SaleTerms.CURRENCY);
        ask("paid", wish.uid(), "paid-" + id, site -> site.shop(shop, id, "paid", payment), (reply, at) -> {
            if (again(reply)) {
                retry(attempt, () -> pay(wish, attempt + 1));
            } else if (reply.ok()) {
                complain(wish.tell("PAID", at));
            }
        });
    }

    private void cancel(Wish wish, String login, int attempt) {
        String id = String.valueOf(wish.purchaseId());
        ask("cancel", wish.uid(), "cancel-" + id, site -> site.cancel(login, id), (reply, at) -> {
            if (again(reply)) {
                retry(attempt, () -> cancel(wish, login, attempt + 1));
            } else if (reply.ok()) {
                complain(wish.tell(reply.text("state"), at));
            }
        });
    }

    private void repeat(Wish wish) {
        grab(wish, loginOf(wish.uid()), ATTEMPTS_MAX);
    }

    /** A shopper's own purchases must show every win that was acknowledged to that shopper before the question. */
    private void look(Wish wish) {
        String id = String.valueOf(wish.purchaseId());
        String login = loginOf(wish.uid());
        ask("purchases", wish.uid(), "", site -> site.purchases(login), (reply, at) -> {
            if (!reply.ok() || at.invokedNanos() - wish.wonAnsweredNanos() < 0) {
                return;
            }
            @Nullable
            PurchaseView mine = PurchaseView.listOf(reply).stream()
                    .filter(purchase -> purchase.purchaseId().equals(id))
                    .findFirst()
                    .orElse(null);
            if (mine == null) {
                history.complain(wish.uid() + " does not see " + id + " among the purchases: " + reply);
            }
        });
    }

    private void page() {
        ask("sale", "-", "", site -> site.sale(sale.id()), (reply, at) -> {});
    }

    private static boolean again(Reply reply) {
        return reply.status() == 0 || reply.asksToRepeat();
    }

    private void complain(@Nullable String complaint) {
        if (complaint != null) {
            history.complain(complaint);
        }
    }

    private void retry(int attempt, Runnable again) {
        if (attempt < ATTEMPTS_MAX) {
            underWay++;
            long pause = RETRY_AFTER_NANOS + (long) (random.nextDouble() * attempt * RETRY_AFTER_NANOS);
            web.home().at(System.nanoTime() + pause, () -> {
                underWay--;
                again.run();
            });
        }
    }

    private interface Heard {
        void hear(Reply reply, Span at);
    }

    private void ask(String operation, String uid, String key, Function<Site, Request> write, Heard heard) {
        int through = random.nextInt(web.count());
        long invoked = System.nanoTime();
        Request request = write.apply(web.site(through));
        underWay++;
        Consumer<Outcome> then = outcome -> {
            underWay--;
            Reply reply = outcome.fold(Reply::of, why -> Reply.none(), why -> Reply.none());
            Span at = new Span(invoked, System.nanoTime(), through, !(outcome instanceof Outcome.NotSent));
            history.operation(new Ended(invoked, at.endedNanos(), operation, through, uid, key, word(outcome, reply)));
            if (reply.status() != 0 && reply.outsideTheContract()) {
                history.complain(operation + " of " + uid + " was answered outside the contract: " + reply);
            }
            heard.hear(reply, at);
        };
        web.send(through, request, then);
    }

    private static String word(Outcome outcome, Reply reply) {
        return outcome.fold(
                answer ->
                        reply.ok() ? Ended.OK : reply.reason().equals(UNKNOWN_OUTCOME) ? Ended.UNKNOWN : reply.reason(),
                why -> Ended.UNKNOWN,
                why -> Ended.NOT_SENT);
    }

    /** Logins by the number that the shopper's name ends in; the traffic's own shoppers alone. */
    private void remember(String uid, String login) {
        int index = number(uid);
        while (logins.size() <= index) {
            logins.add("");
        }
        logins.set(index, login);
    }

    private String loginOf(String uid) {
        return logins.get(number(uid));
    }

    private static int number(String uid) {
        int end = uid.length();
        int begin = end;
        while (begin > 0 && Character.isDigit(uid.charAt(begin - 1))) {
            begin--;
        }
        return Integer.parseInt(uid.substring(begin));
    }

    @Override
    public void close() {
        web.close();
    }
}
