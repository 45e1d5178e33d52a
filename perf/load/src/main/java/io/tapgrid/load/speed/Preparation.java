package io.tapgrid.load.speed;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.site.Reply;
import io.tapgrid.load.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything before the first timed request: the sales, all open; the logins; the one sale that is sold out. */
final class Preparation {

    private final SpeedPlan plan;
    private final SpeedSales sales;
    private final HttpDriver driver;
    private final Site site;
    private final Asking asking;

    Preparation(SpeedPlan plan, SpeedSales sales, HttpDriver driver) {
        this.plan = plan;
        this.sales = sales;
        this.driver = driver;
        this.site = new Site(plan.target());
        this.asking = new Asking(driver, site);
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
            asking.awaitOpen(sale);
        }
        asking.sellOut(tokens[0], sales.soldOut(), SaleFiles.item(0));
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
        Reply reply = asking.ask(site.benchEmpty(token, "first"));
        if (!reply.ok()) {
            throw new IOException(
                    "POST /bench/empty was answered " + reply + " (start the system with tapgrid.web.bench=true)");
        }
    }
}
