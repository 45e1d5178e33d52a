package io.tapgrid.load.crowd;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.site.Reply;
import io.tapgrid.load.site.SalePage;
import io.tapgrid.load.site.ShopSecret;
import io.tapgrid.load.site.Site;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What has to be known before a crowd can come: the sale's page, the server's time, the shop's secret. */
final class Opening {

    private static final int TRIES_MAX = 20;
    private static final long PAUSE_MILLIS = 250;

    private Opening() {}

    static Stage read(CrowdPlan plan, Site site, HttpDriver driver) throws IOException, InterruptedException {
        ShopSecret secret = ShopSecret.read(plan.venue().shopSecret());
        String said = "nothing";
        for (int i = 0; i < TRIES_MAX; i++) {
            long sent = System.nanoTime();
            Reply reply = ask(site, driver, plan.venue().saleId());
            Optional<SalePage> page = SalePage.of(reply);
            if (page.isPresent()) {
                var clock = new ServerClock(page.get().serverTime(), sent, System.nanoTime());
                return new Stage(plan, site, page.get(), secret, clock);
            }
            said = reply.toString();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new IOException(
                "sale " + plan.venue().saleId() + " at " + plan.venue().site() + " answered " + said);
    }

    private static Reply ask(Site site, HttpDriver driver, String saleId) throws IOException, InterruptedException {
        var outcome = new CompletableFuture<Outcome>();
        driver.loop(0).execute(() -> driver.loop(0).send(site.sale(saleId), outcome::complete));
        try {
            return Heard.of(outcome.get(30, TimeUnit.SECONDS)).fold(reply -> reply, silence -> Reply.none());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no answer from " + site.target(), e);
        }
    }
}
