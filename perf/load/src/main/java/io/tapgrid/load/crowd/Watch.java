package io.tapgrid.load.crowd;

import io.tapgrid.load.site.SalePage;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the sale's page as everybody does and calls people back when it shows something to be had. Nobody is called
 * who was not sent away, so before the first refusal this only reads the server's clock.
 */
final class Watch {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int CALLED_MIN = 20;
    private static final int CALLED_MAX = 500;
    private static final int TRYING_MAX = 5_000;

    private final Lane lane;
    private final SplittableRandom random;

    Watch(Lane lane) {
        this.lane = lane;
        this.random = new SplittableRandom(lane.stage.plan.seed());
    }

    void look() {
        if (lane.stage.over()) {
            return;
        }
        long sent = System.nanoTime();
        lane.send("page", lane.stage.site.sale(lane.stage.saleId()), sent, heard -> {
            heard.either(reply -> SalePage.of(reply).ifPresent(page -> seen(page, sent)), silence -> {});
            lane.after(EVERY_NANOS, this::look);
        });
    }

    private void seen(SalePage page, long sent) {
        lane.stage.clock.read(page.serverTime(), sent, System.nanoTime());
        if (page.state().equals("OPEN")) {
            page.items().values().stream().filter(SalePage.Item::available).forEach(this::callBack);
        }
    }

    /** A few more than there are units, spread over the time to the next look. */
    private void callBack(SalePage.Item item) {
        Demand demand = lane.stage.demand;
        long wanted = Math.max(CALLED_MIN, Math.min(CALLED_MAX, item.left() * 3));
        for (long i = 0; i < wanted && demand.trying() < TRYING_MAX; i++) {
            Optional<Wish> next = demand.next(item.sku());
            if (next.isEmpty()) {
                return;
            }
            next.get().callBack(random.nextLong(EVERY_NANOS));
        }
    }
}
