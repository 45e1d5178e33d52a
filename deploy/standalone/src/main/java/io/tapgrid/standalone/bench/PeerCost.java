package io.tapgrid.standalone.bench;

import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.limit.OneInAHundred;
import io.tapgrid.load.site.Site;
import io.tapgrid.load.speed.Meter;
import io.tapgrid.load.speed.Reading;
import io.tapgrid.load.speed.SaleFiles;
import io.tapgrid.load.speed.Spread;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/** The whole path against a peer built the usual way: the same driver, shoppers, tokens and mix, in the same run. */
final class PeerCost {

    private static final String TAPGRID_MIX = "Tapgrid, one in a hundred wins";
    private static final String PEER_MIX = "peer, one in a hundred wins";
    private static final String TAPGRID_WINS = "Tapgrid, everyone wins";
    private static final String PEER_WINS = "peer, everyone wins";

    private PeerCost() {}

    static void run(Bench bench, Findings findings) throws IOException, InterruptedException {
        int shoppers = bench.sizes().shoppers();
        var sales = new SaleFiles(true);
        sales.add(new SaleFiles.Sale("GONE", 1, 1, 0, shoppers));
        for (int round = 0; round < bench.sizes().roundsAll(); round++) {
            sales.add(new SaleFiles.Sale("MIX-" + round, 1, 2 * shoppers, 0, shoppers));
            sales.add(new SaleFiles.Sale("WINS-" + round, 1, 2 * shoppers, 0, shoppers));
        }
        try (var ground = Ground.start(bench, 1);
                var peer = PeerProcess.start(bench, ground.data().tokenSecret());
                var driver =
                        HttpDriver.start(peer.target(), DriverOptions.defaults().withConnections(Ground.CONNECTIONS))) {
            ground.apply(sales);
            String[] tokens = ground.open(sales, shoppers);
            ground.asking().sellOut(tokens[0], "GONE", SaleFiles.item(0));
            for (String sale : sales.ids()) {
                peer.prepare(sale, SaleFiles.item(0), sale.equals("GONE") ? 0 : 2 * shoppers, shoppers);
            }
            Meter onTapgrid = ground.meter();
            Meter onPeer = peer.meter(driver, bench);
            var rounds = new Rounds();
            int mixed = bench.sizes().mixed();
            rounds.add(TAPGRID_MIX, round -> mix(onTapgrid, ground.site(), tokens, round, mixed));
            rounds.add(PEER_MIX, round -> mix(onPeer, new Site(peer.target()), tokens, round, mixed));
            rounds.add(TAPGRID_WINS, round -> wins(onTapgrid, ground.site(), tokens, round));
            rounds.add(PEER_WINS, round -> wins(onPeer, new Site(peer.target()), tokens, round));
            rounds.run(bench);
            report(rounds, findings);
            ground.check("peer", findings);
            peer.check(findings);
        }
    }

    /** Which of the two an answer is counts for nothing here: a hundredth, or all of the rest, is as expected. */
    private static Reading mix(Meter meter, Site site, String[] tokens, int round, int count)
            throws IOException, InterruptedException {
        var requests = new OneInAHundred(site, tokens, "MIX-" + round, "GONE", SaleFiles.item(0));
        Reading reading = meter.measure(count, "sold-out", requests);
        long wins = (count + OneInAHundred.OF - 1L) / OneInAHundred.OF;
        return reading.asExpected() == count - wins ? reading.withAllAsExpected() : reading;
    }

    private static Reading wins(Meter meter, Site site, String[] tokens, int round)
            throws IOException, InterruptedException {
        return meter.measure(
                tokens.length, "ok", i -> site.grab(tokens[i], "WINS-" + round, SaleFiles.item(0), "w-" + i));
    }

    private static void report(Rounds rounds, Findings findings) {
        compare(rounds, findings, "one in a hundred wins", TAPGRID_MIX, PEER_MIX, 2);
        compare(rounds, findings, "everyone wins", TAPGRID_WINS, PEER_WINS, 1.1);
        findings.section("Against a peer built the usual way", rounds.table());
        rounds.reportSurprises(findings);
    }

    /** Throughput counts only where nobody waits longer for it; or else what it costs. */
    private static void compare(
            Rounds rounds, Findings findings, String what, String ours, String theirs, double times) {
        Spread throughput = rounds.ratio(ours, theirs, Reading::requestsPerSecond);
        Spread cpu = rounds.ratio(ours, theirs);
        ToDoubleFunction<Reading> p99 = reading -> reading.latency().latencyMicrosP99();
        Spread latency = rounds.ratio(ours, theirs, p99);
        boolean met = (throughput.median() >= times && latency.median() <= 1) || cpu.median() <= 1 / times;
        findings.add(
                "the whole path ÷ the peer's, " + what,
                "throughput " + throughput.text(2) + ", p99 " + latency.text(2) + ", CPU " + cpu.text(2),
                "throughput ≥ " + times + " at no higher p99, or CPU ≤ " + Math.round(100 / times) / 100.0,
                met);
    }
}
