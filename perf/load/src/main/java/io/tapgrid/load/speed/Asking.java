package io.tapgrid.load.speed;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.site.Reply;
import io.tapgrid.load.site.SalePage;
import io.tapgrid.load.site.Site;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Single requests before anything is timed, each waited for. */
public final class Asking {

    private static final long SECONDS_MAX = 180;
    private static final long LOOK_MILLIS = 250;

    private final HttpDriver driver;
    private final Site site;

    public Asking(HttpDriver driver, Site site) {
        this.driver = driver;
        this.site = site;
    }

    public Reply ask(Request request) throws IOException, InterruptedException {
        var outcome = new CompletableFuture<Outcome>();
        driver.loop(0).execute(() -> driver.loop(0).send(request, outcome::complete));
        try {
            return outcome.get(1, TimeUnit.MINUTES).fold(Reply::of, why -> Reply.none(), why -> Reply.none());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no answer from " + site.target(), e);
        }
    }

    public void awaitOpen(String sale) throws IOException, InterruptedException {
        await(sale, page -> page.state().equals("OPEN"));
    }

    /** Has a shopper take the last unit of each item, or fail to, and waits until everybody is told. */
    public void sellOut(String token, String sale, String sku) throws IOException, InterruptedException {
        ask(site.grab(token, sale, sku, "the-only-one"));
        await(sale, page -> page.items().values().stream().noneMatch(SalePage.Item::available));
    }

    private void await(String sale, Predicate<SalePage> ready) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        Reply reply = ask(site.sale(sale));
        while (SalePage.of(reply).filter(ready).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("sale " + sale + " did not get there within " + SECONDS_MAX + " s: " + reply);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            reply = ask(site.sale(sale));
        }
    }
}
