package io.tapgrid.standalone.system;

import io.tapgrid.standalone.system.Shop.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Shoppers who go on until they are told to stop. Each grabs once, repeats what was not answered with the same key until it is, and of the winners
 * some cart and some of those pay. What they were told is kept, to be held against the books.
 */
@SuppressWarnings("try") // waiting for a process may be interrupted, and tests end early on purpose
final class Crowd implements AutoCloseable {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final int CART_EVERY = 3;
    private static final int PAY_EVERY = 6;

    private final Shop shop;
    private final String saleId;
    private final String sku;
    private final long priceMinor;
    private final AtomicInteger nextShopper;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    /** What a shopper was told last about a purchase. */
    record Told(String uid, String purchaseId, String requestKey, String state) {}

    private Crowd(Shop shop, Sale sale, int firstShopper) {
        this.shop = shop;
        this.saleId = sale.id();
        this.sku = sale.sku();
        this.priceMinor = sale.priceMinor();
        this.nextShopper = new AtomicInteger(firstShopper);
    }

    static Crowd of(int clients, Shop shop, Sale sale, int firstShopper) {
        Crowd crowd = new Crowd(shop, sale, firstShopper);
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(crowd::shopAround, "client-" + i);
            crowd.threads.add(thread);
            thread.start();
        }
        return crowd;
    }

    private void shopAround() {
        try {
            while (!stopping) {
                one(nextShopper.getAndIncrement());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Exception | AssertionError broken) {
            surprises.add(broken.toString());
        }
    }

    private void one(int shopper) throws Exception {
        String uid = "u" + shopper;
        String key = "key-" + uid;
        Answer answer = insist(() -> shop.grab(saleId, sku, uid, key));
        if (!answer.text("outcome").equals("WON")) {
            return;
        }
        String purchaseId = answer.text("purchaseId");
        told.put(uid, new Told(uid, purchaseId, key, answer.text("state")));
        if (shopper % CART_EVERY == 0) {
            Answer carted = insist(() -> shop.cart(purchaseId, answer.text("token"), uid));
            if (carted.status() == 200) {
                told.put(uid, new Told(uid, purchaseId, key, "CARTED"));
                pay(shopper, uid, purchaseId, key);
            }
        }
    }

    private void pay(int shopper, String uid, String purchaseId, String key) throws Exception {
        if (shopper % PAY_EVERY == 0
                && insist(() -> shop.paid(purchaseId, "pay-" + uid, priceMinor)).status() == 200) {
            told.put(uid, new Told(uid, purchaseId, key, "PAID"));
        }
    }

    /** The same again until there is an answer, or the crowd goes home. */
    private Answer insist(Question question) throws Exception {
        while (true) {
            Answer answer = question.ask();
            answers.add(answer);
            if (answer.status() >= 500 && answer.status() != 503) {
                surprises.add("status " + answer.status() + " " + answer.body());
            }
            if (!answer.isOpen() || stopping) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private interface Question {
        Answer ask() throws Exception;
    }

    int won() {
        return told.size();
    }

    /** By shopper. Purchases whose last step is not known are there with the step that is. */
    Map<String, Told> told() {
        return Map.copyOf(told);
    }

    int answered() {
        return answers.size();
    }

    /** All answers from the given one on, in their order. */
    List<Answer> answersFrom(int first) {
        List<Answer> all = List.copyOf(answers);
        return all.subList(first, all.size());
    }

    /** What no shopper should ever meet: server errors, broken answers. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Sells so many more; the time is what a test says is too long. */
    void awaitMoreWins(int more, Duration limit) throws Exception {
        int goal = won() + more;
        Patience.until(more + " more purchases (won " + won() + ")", limit, () -> won() >= goal);
    }

    /** Everybody finishes what he is at. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(60).toMillis());
        }
    }
}
