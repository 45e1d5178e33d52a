package io.tapgrid.domain.simulation;

import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sale as one would write it down without shards, events or batches: one list of purchases, one count of units for
 * each item, plain words for states. Written from the contract; it calls no rule of the kernel. It does not know in
 * which shard a unit lies, so where a grab may win it leaves to the kernel whether a unit is at hand.
 */
final class NaiveModel {
    /** Says that a grab may win, if a unit is at hand. */
    static final String MAY_WIN = "may win";

    private static final String SALE_HIDDEN = "DRAFT";

    /** One unit once won. */
    static final class Bought {
        final Uid uid;
        final int no;
        final Sku sku;
        final @Nullable String key;
        final Instant wonAt;
        final Instant heldUntil;
        String state = "HELD";
        String why = "";

        @Nullable
        String cartKey;

        @Nullable
        String cancelKey;

        @Nullable
        Instant payBy;

        @Nullable
        String paymentId;

        Instant changedAt;
        int version = 1;

        Bought(Uid uid, int no, Sku sku, @Nullable String key, Instant wonAt, Instant heldUntil) {
            this.uid = uid;
            this.no = no;
            this.sku = sku;
            this.key = key;
            this.wonAt = wonAt;
            this.heldUntil = heldUntil;
            this.changedAt = wonAt;
        }

        boolean live() {
            return !state.equals("RELEASED");
        }

        boolean held() {
            return state.equals("HELD") || state.equals("CARTED");
        }

        void become(String next, Instant now) {
            state = next;
            changedAt = now;
            version++;
        }

        void release(String reason, Instant now) {
            why = reason;
            become("RELEASED", now);
        }

        boolean lapsed(Instant now) {
            Instant end = state.equals("HELD") ? heldUntil : state.equals("CARTED") ? payBy : null;
            return end != null && now.compareTo(end) >= 0;
        }

        String text() {
            return String.join(
                    " ",
                    "" + no,
                    sku.value(),
                    state,
                    why,
                    "" + key,
                    "" + cartKey,
                    "" + cancelKey,
                    "v" + version,
                    "" + wonAt,
                    "" + heldUntil,
                    "" + payBy,
                    "" + changedAt,
                    "" + paymentId);
        }

        static String text(Purchase it) {
            Payment payment = it.payment();
            return String.join(
                    " ",
                    "" + it.id().no(),
                    it.sku().value(),
                    it.state().name(),
                    it.releaseReason() == null ? "" : it.releaseReason().name(),
                    "" + it.requestKey(),
                    "" + it.cartKey(),
                    "" + it.cancelKey(),
                    "v" + it.version(),
                    "" + it.decidedAt(),
                    "" + it.holdExpiresAt(),
                    "" + it.payBy(),
                    "" + it.changedAt(),
                    payment == null ? "null" : payment.paymentId());
        }
    }

    final List<Bought> bought = new ArrayList<>();
    private final Map<Uid, List<Bought>> byUid = new HashMap<>();
    private final Map<Sku, Item> items;
    private final Map<Sku, Long> units = new HashMap<>();
    private final Set<String> reserved = new HashSet<>();
    private final Map<String, Long> adjusted = new HashMap<>();

    /** What each shopper's key did, the one time it did something: the request in the model's words. */
    private final Map<String, String> done = new HashMap<>();

    NaiveModel(Map<Sku, Item> items) {
        this.items = items;
        items.forEach((sku, item) -> units.put(sku, item.stock()));
    }

    List<Bought> of(Uid uid) {
        return List.copyOf(byUid.getOrDefault(uid, List.of()));
    }

    long units(Sku sku) {
        return units.getOrDefault(sku, 0L);
    }

    /** Units with nobody, wherever they lie. */
    long free(Sku sku) {
        return units(sku)
                - bought.stream().filter(it -> it.sku.equals(sku) && it.live()).count();
    }

    boolean isReserved(Sku sku, Uid uid) {
        return reserved.contains(sku + " " + uid);
    }

    /** What the command should be answered with, its effect done here too; a grab that may win has none yet. */
    String answer(ShardCommand command, Sale sale, Instant now) {
        return command.fold(new ShardCommand.Cases<>(
                it -> grab(it, sale, now),
                it -> reserve(it, sale, now),
                it -> importAll(it, sale),
                it -> cart(it, sale, now),
                it -> cancel(it, now),
                it -> pay(it, now),
                it -> refund(it, now),
                it -> expire(it, now)));
    }

    /** The grab that might win did. */
    Bought win(ShardCommand.Grab grab, Sale sale, Instant now) {
        String key = grab.key() == null ? null : grab.key().value();
        Bought won = new Bought(grab.uid(), of(grab.uid()).size(), grab.sku(), key, now, now.plus(sale.holdFor()));
        bought.add(won);
        does(won.uid, key, "grab " + won.sku);
        byUid.computeIfAbsent(won.uid, uid -> new ArrayList<>()).add(won);
        return won;
    }

    /** Whether an adjustment should be made, made here too: "done", "repeated", "insufficient", "reused" or "invalid". */
    String adjust(Sku sku, long delta, String key, long unitsInPool) {
        Long before = adjusted.get(sku + " " + key);
        if (before != null) {
            return before == delta ? "repeated" : "reused";
        }
        if (delta == 0 || Math.abs(delta) > 1_000_000_000L) {
            return "invalid";
        }
        if (delta < 0 && unitsInPool < -delta) {
            return "insufficient";
        }
        adjusted.put(sku + " " + key, delta);
        units.merge(sku, delta, Long::sum);
        return "done";
    }

    /** The state the clock puts the sale into: the next arrow only. */
    static String due(Sale sale, boolean warm, boolean soldOut, Instant now) {
        String state = sale.state().name();
        boolean over = now.compareTo(sale.closesAt()) >= 0;
        if (over && !state.equals(SALE_HIDDEN)) {
            return "CLOSED";
        }
        if (state.equals("SCHEDULED") && now.compareTo(sale.opensAt().minusSeconds(60)) >= 0) {
            return "WARMING";
        }
        if (state.equals("WARMING") && warm) {
            return "READY";
        }
        if (state.equals("READY") && now.compareTo(sale.opensAt()) >= 0) {
            return "OPEN";
        }
        if (state.equals("OPEN") && soldOut) {
            return "SOLD_OUT";
        }
        return state.equals("SOLD_OUT") && !soldOut ? "OPEN" : state;
    }

    private String grab(ShardCommand.Grab grab, Sale sale, Instant now) {
        if (!grab.saleId().equals(sale.id()) || sale.state().name().equals(SALE_HIDDEN)) {
            return "refused unknown-sale";
        }
        if (!items.containsKey(grab.sku())) {
            return "refused unknown-item";
        }
        List<Bought> mine = of(grab.uid());
        mine.forEach(it -> lapse(it, now));
        String rule = sale.rule().text();
        boolean single = rule.equals("ONE_PER_ITEM") || rule.equals("ONE_ITEM_PER_SALE");
        if (grab.key() == null) {
            if (!single) {
                return "refused invalid-request Idempotency-Key";
            }
            for (Bought it : mine) {
                if (it.live() && it.sku.equals(grab.sku())) {
                    return "repeated " + it.text();
                }
            }
        } else {
            String did = did(grab.uid(), grab.key());
            if (did != null && !did.equals("grab " + grab.sku())) {
                return "refused key-reused";
            }
            for (Bought it : mine) {
                if (grab.key().value().equals(it.key)) {
                    return "repeated " + it.text();
                }
            }
        }
        return mayWin(grab, sale, mine, now);
    }

    private String mayWin(ShardCommand.Grab grab, Sale sale, List<Bought> mine, Instant now) {
        String state = sale.state().name();
        if (state.equals("PAUSED")) {
            return "refused paused";
        }
        if (state.equals("CLOSED") || now.compareTo(sale.closesAt()) >= 0) {
            return "refused sale-ended";
        }
        if (state.equals("SCHEDULED") || state.equals("WARMING") || now.compareTo(sale.opensAt()) < 0) {
            return "refused not-started";
        }
        if (sale.reservationRequired() && !isReserved(grab.sku(), grab.uid())) {
            return "refused not-reserved";
        }
        long live = mine.stream().filter(Bought::live).count();
        long liveOfItem = mine.stream()
                .filter(it -> it.live() && it.sku.equals(grab.sku()))
                .count();
        String rule = sale.rule().text();
        boolean full = mine.size() >= 100
                || (rule.equals("ONE_ITEM_PER_SALE") && live >= 1)
                || (rule.equals("ONE_PER_ITEM") && liveOfItem >= 1)
                || (rule.startsWith("PER_ITEM:") && liveOfItem >= sale.rule().units());
        return full ? "refused limit-reached" : MAY_WIN;
    }

    private static void lapse(Bought it, Instant now) {
        if (it.lapsed(now)) {
            it.release("EXPIRED", now);
        }
    }

    private String reserve(ShardCommand.Reserve reserve, Sale sale, Instant now) {
        if (!reserve.saleId().equals(sale.id()) || sale.state().name().equals(SALE_HIDDEN)) {
            return "refused unknown-sale";
        }
        if (!items.containsKey(reserve.sku())) {
            return "refused unknown-item";
        }
        if (!sale.reservationRequired()
                || now.compareTo(sale.opensAt()) >= 0
                || sale.state().name().equals("CLOSED")) {
            return "refused wrong-state";
        }
        return reserved.add(reserve.sku() + " " + reserve.uid()) ? "reserved true" : "reserved false";
    }

    private String importAll(ShardCommand.ImportReservations list, Sale sale) {
        if (list.lines().stream().anyMatch(it -> !items.containsKey(it.sku()))) {
            return "refused unknown-item";
        }
        if (sale.state().name().equals("CLOSED")) {
            return "refused wrong-state";
        }
        long added = list.lines().stream()
                .filter(it -> reserved.add(it.sku() + " " + it.uid()))
                .count();
        return "imported " + added + " " + (list.lines().size() - added);
    }

    private @Nullable Bought find(io.tapgrid.domain.PurchaseId id) {
        return of(id.uid()).stream().filter(it -> it.no == id.no()).findFirst().orElse(null);
    }

    private @Nullable String did(Uid uid, @Nullable RequestKey key) {
        return key == null ? null : done.get(uid + " " + key);
    }

    private void does(Uid uid, @Nullable String key, String request) {
        if (key != null && done.put(uid + " " + key, request) != null) {
            throw new LawBroken("a second effect of " + uid + "'s key " + key + ": " + request);
        }
    }

    private String cart(ShardCommand.Cart cart, Sale sale, Instant now) {
        Bought it = find(cart.purchaseId());
        if (it == null) {
            return "refused unknown-purchase";
        }
        String request = "cart " + cart.purchaseId();
        String did = did(it.uid, cart.key());
        if (did != null && !did.equals(request)) {
            return "refused key-reused";
        }
        lapse(it, now);
        if (did != null) {
            return "moved " + it.text();
        }
        if (it.state.equals("PAID") || (!it.live() && !it.why.equals("EXPIRED"))) {
            return "refused wrong-state";
        }
        if (!it.live()) {
            return "refused hold-expired";
        }
        if (it.state.equals("HELD")) {
            it.payBy = now.plus(sale.payFor());
            it.cartKey = cart.key() == null ? null : cart.key().value();
            it.become("CARTED", now);
            does(it.uid, it.cartKey, request);
        }
        return "moved " + it.text();
    }

    private String cancel(ShardCommand.Cancel cancel, Instant now) {
        Bought it = find(cancel.purchaseId());
        if (it == null) {
            return "refused unknown-purchase";
        }
        String request = "cancel " + cancel.purchaseId();
        String did = did(it.uid, cancel.key());
        if (did != null && !did.equals(request)) {
            return "refused key-reused";
        }
        lapse(it, now);
        if (did != null) {
            return "moved " + it.text();
        }
        if (it.state.equals("PAID")) {
            return "refused wrong-state";
        }
        if (it.live()) {
            it.cancelKey = cancel.key() == null ? null : cancel.key().value();
            it.release("CANCELLED", now);
            does(it.uid, it.cancelKey, request);
        }
        return "moved " + it.text();
    }

    private String pay(ShardCommand.Pay pay, Instant now) {
        Bought it = find(pay.purchaseId());
        if (it == null) {
            return "refused unknown-purchase";
        }
        lapse(it, now);
        boolean again = it.state.equals("PAID") && pay.payment().paymentId().equals(it.paymentId);
        if (!it.state.equals("CARTED") && !again) {
            return "refused wrong-state";
        }
        String off = off(it, pay.payment());
        if (!off.isEmpty()) {
            return off;
        }
        if (!again) {
            it.paymentId = pay.payment().paymentId();
            it.become("PAID", now);
        }
        return "moved " + it.text();
    }

    private String refund(ShardCommand.Refund refund, Instant now) {
        Bought it = find(refund.purchaseId());
        if (it == null) {
            return "refused unknown-purchase";
        }
        lapse(it, now);
        boolean again = it.why.equals("REFUNDED");
        if ((!it.state.equals("PAID") && !again)
                || !refund.payment().paymentId().equals(it.paymentId)) {
            return "refused wrong-state";
        }
        String off = off(it, refund.payment());
        if (!off.isEmpty()) {
            return off;
        }
        if (!again) {
            it.release("REFUNDED", now);
        }
        return "moved " + it.text();
    }

    private String off(Bought it, Payment payment) {
        Item item = items.get(it.sku);
        if (item == null || payment.amountMinor() != item.priceMinor()) {
            return "refused invalid-request amountMinor";
        }
        return payment.currency().equals(item.currency()) ? "" : "refused invalid-request currency";
    }

    private String expire(ShardCommand.Expire expire, Instant now) {
        Bought it = find(expire.purchaseId());
        if (it == null || it.version != expire.version() || !it.lapsed(now)) {
            return "nothing";
        }
        it.release("EXPIRED", now);
        return "moved " + it.text();
    }

    /** An outcome of the kernel in the model's words. */
    static String text(Outcome outcome) {
        return outcome.fold(new Outcome.Cases<>(
                it -> "won " + Bought.text(it.purchase()),
                it -> "repeated " + Bought.text(it.purchase()),
                it -> "moved " + Bought.text(it.purchase()),
                it -> "reserved " + it.made(),
                it -> "imported " + it.added() + " " + it.existing(),
                it -> "nothing",
                it -> "refused " + it.reason().word() + (it.field() == null ? "" : " " + it.field()),
                it -> "needs stock"));
    }
}
