package io.tapgrid.load.speed;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.site.Reply;
import io.tapgrid.load.site.SalePage;
import io.tapgrid.load.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Everything before the first timed request: the sales, all open; the logins; the one sale that is sold out. */
final class Preparation {

    private static final long SECONDS_MAX = 180;
    private static final long LOOK_MILLIS = 250;

    private final SpeedPlan plan;
    private final SpeedSales sales;
    private final HttpDriver driver;
    private final Site site;

    Preparation(SpeedPlan plan, SpeedSales sales, HttpDriver driver) {
        this.plan = plan;
        this.sales = sales;
        this.driver = driver;
        this.site = new Site(plan.target());
    }

    /** Returns the session tokens. */
    String[] run() throws IOException, InterruptedException {
        Path yaml = sales.write(plan.data().resolve("speed"));
        int exit = tapgrid(plan, List.of("apply", yaml.toAbsolutePath().toString(), "--yes"));
        if (exit != 0) {
            throw new IOException("tapgrid apply " + yaml + " ended with " + exit);
        }
        System.out.println("logging " + plan.shoppers() + " shoppers in");
        String[] tokens = SessionTokens.mint(driver, site, plan.shoppers());
        checkBenchmarksAllowed(tokens[0]);
        for (String sale : sales.all()) {
            awaitSale(sale, page -> page.state().equals("OPEN"));
        }
        ask(site.grab(tokens[0], sales.soldOut(), SpeedSales.item(0), "the-only-one"));
        awaitSale(sales.soldOut(), page -> page.items().values().stream().noneMatch(SalePage.Item::available));
        return tokens;
    }

    /** Runs the project's script with its output shown, and returns its exit code. */
    static int tapgrid(SpeedPlan plan, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(plan.tapgrid().toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("TAPGRID_DATA", plan.data().toAbsolutePath().toString());
        return builder.start().waitFor();
    }

    private void checkBenchmarksAllowed(String token) throws IOException, InterruptedException {
        Reply reply = ask(site.benchEmpty(token, "first"));
        if (!reply.ok()) {
            throw new IOException(
                    "POST /bench/empty was answered " + reply + " (start the system with tapgrid.web.bench=true)");
        }
    }

    private void awaitSale(String sale, Predicate<SalePage> ready) throws IOException, InterruptedException {
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

    private Reply ask(Request request) throws IOException, InterruptedException {
        var outcome = new CompletableFuture<Outcome>();
        driver.loop(0).execute(() -> driver.loop(0).send(request, outcome::complete));
        try {
            return outcome.get(1, TimeUnit.MINUTES).fold(Reply::of, why -> Reply.none(), why -> Reply.none());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no answer from " + site.target(), e);
        }
    }
}
