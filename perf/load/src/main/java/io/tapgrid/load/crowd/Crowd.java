package io.tapgrid.load.crowd;

import io.tapgrid.load.arrivals.ArrivalShape;
import io.tapgrid.load.arrivals.Burst;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Target;
import io.tapgrid.load.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a crowd loose on a sale: everybody logs in beforehand, comes in a burst around the opening, and goes on until
 * every unit is sold and paid for as far as its owner will, or nobody wants any more, or the time is up. Then asks for
 * everything once more and says which promises were broken. One run at a time per instance of a sale; the calling
 * thread is busy until the end.
 */
public final class Crowd {

    private static final int LOGINS_PER_SECOND_MAX = 4_000;
    private static final Duration LOGGED_IN_BEFORE = Duration.ofSeconds(2);
    private static final Duration EARLY = Duration.ofSeconds(1);
    private static final Duration RAMP = Duration.ofMillis(500);

    /** Longer than a hold takes to be found lapsed and its unit to reach the page. */
    private static final long QUIET_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);

    private static final long CHECK_SECONDS_MAX = 180;
    private static final long GIVE_UP_SECONDS_MAX = 10;

    private final Stage stage;
    private final HttpDriver driver;
    private final CrowdListener listener;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<List<Shopper>> shoppers = new ArrayList<>();
    private final Telemetry telemetry;
    private int people;

    private Crowd(Stage stage, HttpDriver driver, CrowdListener listener) {
        this.stage = stage;
        this.driver = driver;
        this.listener = listener;
        for (int i = 0; i < driver.loopCount(); i++) {
            lanes.add(new Lane(driver.loop(i), stage));
            shoppers.add(new ArrayList<>());
        }
        this.telemetry = new Telemetry(stage, lanes);
    }

    /** Throws IOException when the crowd cannot begin: no sale, no secret, no reservations. */
    public static CrowdReport run(CrowdPlan plan, CrowdListener listener) throws IOException, InterruptedException {
        Map<String, List<String>> skusByUid = ReservationFile.read(plan.reservations());
        var site = new Site(Target.of(plan.venue().site()));
        try (var driver = HttpDriver.start(site.target(), plan.driver())) {
            var crowd = new Crowd(Opening.read(plan, site, driver), driver, listener);
            return crowd.run(skusByUid);
        }
    }

    private CrowdReport run(Map<String, List<String>> skusByUid) throws IOException, InterruptedException {
        inviteBots();
        invite(skusByUid);
        var watch = new Watch(lanes.get(0));
        lanes.get(0).loop.execute(watch::look);
        do {
            TimeUnit.SECONDS.sleep(1);
            listener.progress(telemetry.second());
            failIfBroken();
        } while (!finished());
        Duration lasted = Duration.between(stage.sale.opensAt(), stage.clock.now());
        stage.beginFinalCheck();
        Map<String, Integer> live = check();
        return new Reporting(stage, telemetry, driver).report(lasted, live);
    }

    private void invite(Map<String, List<String>> skusByUid) {
        int wishes = skusByUid.values().stream().mapToInt(List::size).sum();
        ArrivalShape burst = burst(wishes);
        ArrivalShape logins = logins(skusByUid.size());
        long now = System.nanoTime();
        long opening = stage.clock.nanoTimeOf(stage.sale.opensAt()) - EARLY.toNanos();
        stage.demand.expect(wishes);
        skusByUid.forEach((uid, skus) -> {
            Shopper shopper = shopper(uid);
            long login = now + logins.nanosAt((double) people / Math.max(people + 1, skusByUid.size()));
            shopper.lane.loop.execute(() -> shopper.lane.loop.at(
                    login,
                    () -> shopper.login(
                            () -> comeFor(shopper, skus, opening, burst), () -> stage.demand.expect(-skus.size()))));
            people++;
        });
    }

    private static void comeFor(Shopper shopper, List<String> skus, long opening, ArrivalShape burst) {
        for (String sku : skus) {
            long due = opening + burst.nanosAt(shopper.arrival());
            var wish = new Wish(shopper, sku);
            long notBefore = Math.max(due, System.nanoTime());
            shopper.lane.loop.at(notBefore, () -> wish.arrive(notBefore));
        }
    }

    private void inviteBots() {
        List<String> skus = List.copyOf(stage.plan.venue().unitsBySku().keySet());
        long opening = stage.clock.nanoTimeOf(stage.sale.opensAt()) - EARLY.toNanos();
        var random = new SplittableRandom(stage.plan.seed());
        for (int i = 0; i < stage.plan.bots(); i++) {
            Shopper self = shopper("bot-" + stage.plan.seed() + "-" + i);
            long login = System.nanoTime() + random.nextLong(TimeUnit.SECONDS.toNanos(1));
            self.lane.loop.execute(() ->
                    self.lane.loop.at(login, () -> self.login(() -> fire(self, skus, opening), () -> {})));
        }
    }

    private static void fire(Shopper self, List<String> skus, long opening) {
        long due = Math.max(opening, System.nanoTime());
        self.lane.loop.at(due, () -> new Bot(self, skus).fire(due));
    }

    private Shopper shopper(String uid) {
        int i = Math.floorMod(uid.hashCode(), lanes.size());
        var shopper = new Shopper(lanes.get(i), uid);
        shoppers.get(i).add(shopper);
        return shopper;
    }

    private Burst burst(int wishes) {
        double seconds = Math.max(0.5, (double) wishes / stage.plan.habits().arrivalsPeak());
        return new Burst(EARLY, RAMP, Duration.ofNanos((long) (seconds * 1e9)));
    }

    private ArrivalShape logins(int count) {
        Duration toOpening =
                Duration.between(stage.clock.now(), stage.sale.opensAt()).minus(LOGGED_IN_BEFORE);
        Duration needed = Duration.ofMillis(1_000L * count / LOGINS_PER_SECOND_MAX);
        return ArrivalShape.even(toOpening.compareTo(needed) > 0 ? toOpening : needed);
    }

    private boolean finished() {
        boolean nobodyBusy = stage.demand.coming() == 0 && stage.demand.trying() == 0 && stage.fulfilling.get() == 0;
        boolean nothingLeft = stage.ledger.everyUnitSold() || stage.ledger.nanosSinceLastWin() > QUIET_NANOS_MAX;
        return stage.over() || (nobodyBusy && nothingLeft);
    }

    private Map<String, Integer> check() throws IOException, InterruptedException {
        List<FinalCheck> checks = new ArrayList<>();
        List<CompletableFuture<Map<String, Integer>>> results = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            checks.add(new FinalCheck(lanes.get(i), shoppers.get(i)));
            results.add(checks.get(i).start());
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        if (!endsWithin(all, CHECK_SECONDS_MAX)) {
            checks.forEach(FinalCheck::giveUp);
            endsWithin(all, GIVE_UP_SECONDS_MAX);
        }
        failIfBroken();
        var live = new TreeMap<String, Integer>();
        results.forEach(
                result -> result.getNow(Map.of()).forEach((sku, units) -> live.merge(sku, units, Integer::sum)));
        return live;
    }

    private static boolean endsWithin(CompletableFuture<Void> all, long seconds)
            throws IOException, InterruptedException {
        try {
            all.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("the final check failed", e);
        }
    }

    private void failIfBroken() throws IOException {
        if (driver.failure().isPresent()) {
            throw new IOException("the crowd's driver broke", driver.failure().get());
        }
    }
}
