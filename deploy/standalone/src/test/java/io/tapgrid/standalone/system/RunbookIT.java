package io.tapgrid.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Uid;
import io.tapgrid.standalone.system.Crowd.Told;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three nodes, one backup, and disks that are gone for good. What {@code deploy/runbook.md} says is done, command by command, as it stands there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("try") // waiting for a process may be interrupted, and tests end early on purpose
final class RunbookIT {
    private static final int NODES = 3;
    private static final int CLIENTS = 8;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(120);
    private static final Duration SOLD_OUT_WITHIN = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    private RunningSystem system;

    @SuppressWarnings("NullAway.Init")
    private Shop shop;

    @SuppressWarnings("NullAway.Init")
    private Books books;

    @BeforeAll
    void start() throws Exception {
        system = RunningSystem.of(NODES);
        shop = new Shop(system);
        books = new Books(system, shop);
    }

    @AfterAll
    void end() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void one_disk_lost_for_good_is_filled_by_the_others_while_the_sale_goes_on() throws Exception {
        new Trial(system, shop, books).sellingOn(Sale.large("ONE-DISK"), 100, crowd -> {
            system.destroy("node-2");
            for (int node = 1; node <= NODES; node++) {
                int management = 1 + node;
                Patience.until("node-" + node + " is ready", BACK_WITHIN, () -> system.isReady(management));
            }
        });
    }

    @Test
    void two_disks_lost_for_good_cost_what_lay_on_no_other_disk_and_not_in_mysql_and_nothing_else() throws Exception {
        Sale sale = new Sale("TWO-DISKS", 1_500, 6_000);
        sale.open(system, shop);
        try (Crowd crowd = Crowd.of(CLIENTS, shop, sale, 0)) {
            crowd.awaitMoreWins(150, Trial.SALES_WITHIN);
            system.signal("mysql", "STOP");
            crowd.awaitMoreWins(300, Trial.SALES_WITHIN);
            Set<Integer> copies = books.shardsOn("node-3");
            system.destroy("node-1", "node-2");
            assertNobodyServes(crowd);
            crowd.close();
            assertThat(crowd.surprises()).isEmpty();
            system.signal("mysql", "CONT");
            Leftovers left =
                    new Leftovers(shards(), copies, List.copyOf(crowd.told().values()), books.mysql(sale));
            assertThat(left.onTheDiskAlone()).isNotEmpty();
            assertThat(left.nowhere()).isNotEmpty();

            carryOut(Runbook.commands("Two nodes lost for good"), left);

            assertThat(missing(left.told(), sale)).containsExactlyInAnyOrderElementsOf(left.nowhere());
            sellOut(sale, left);
        }
    }

    private Shards shards() throws Exception {
        return new Shards(
                Integer.parseInt(system.text("cluster.json").replaceAll(".*\"shards\":([0-9]+).*\\s*", "$1")));
    }

    /** Until somebody does something: the nodes with empty disks are back by themselves, and nothing may be sold twice. */
    private void assertNobodyServes(Crowd crowd) throws Exception {
        Patience.until("a node refuses", BACK_WITHIN, this::aNodeRefuses);
        int won = crowd.won();
        int answered = crowd.answered();
        Patience.until("answers", BACK_WITHIN, () -> crowd.answered() >= answered + 100);
        assertThat(crowd.won()).isEqualTo(won);
    }

    private boolean aNodeRefuses() throws Exception {
        boolean refuses = false;
        for (int node = 1; node <= NODES; node++) {
            refuses |= system.text("log/node-" + node + ".log").contains("deploy/runbook.md");
        }
        return refuses;
    }

    /** What a test can know from outside of where everything was when two disks went. */
    private record Leftovers(Shards shards, Set<Integer> onDisk, List<Told> told, Map<String, Books.Row> mysql) {
        private boolean isOnDisk(Told one) {
            return onDisk.contains(shards.of(new Uid(one.uid())));
        }

        List<String> onTheDiskAlone() {
            return told.stream()
                    .filter(one -> isOnDisk(one) && !mysql.containsKey(one.purchaseId()))
                    .map(Told::purchaseId)
                    .toList();
        }

        List<String> nowhere() {
            return told.stream()
                    .filter(one -> !isOnDisk(one) && !mysql.containsKey(one.purchaseId()))
                    .map(Told::purchaseId)
                    .toList();
        }

        /** What must be there afterwards, with the last step that is known somewhere. */
        List<Told> kept() {
            List<Told> kept = new ArrayList<>();
            for (Told one : told) {
                Books.Row row = mysql.get(one.purchaseId());
                if (isOnDisk(one)) {
                    kept.add(one);
                } else if (row != null) {
                    kept.add(new Told(one.uid(), one.purchaseId(), one.requestKey(), row.state()));
                }
            }
            return kept;
        }
    }

    private void carryOut(List<String> commands, Leftovers left) throws Exception {
        assertThat(commands).startsWith("./tapgrid stop").contains("./tapgrid salvage", "./tapgrid reconcile");
        for (String command : commands) {
            switch (command) {
                case "./tapgrid stop" -> stop();
                case "./tapgrid salvage" -> salvage(left);
                case "./tapgrid start" -> system.start();
                default -> carryOut(command);
            }
        }
    }

    private void carryOut(String command) throws Exception {
        RunningSystem.Said said = command.startsWith("./tapgrid ")
                ? system.run(command.substring("./tapgrid ".length()).split(" "))
                : system.shell(command.replace("PHONE-DAY", "TWO-DISKS")
                        .replace("127.0.0.1:8081", "127.0.0.1:" + system.port("ADMIN")));
        assertThat(said.exit()).as("%s: %s", command, said.text()).isZero();
    }

    /** Exits 1, as the runbook says; and from then on nothing lets itself be done in the wrong order. */
    private void stop() throws Exception {
        RunningSystem.Said said = system.stop();
        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        assertRefused(system.run("start"), "node-1, node-2", "deploy/runbook.md");
        assertRefused(system.run("restore", "--accept-loss"), "./tapgrid salvage");
    }

    private static void assertRefused(RunningSystem.Said said, String... why) {
        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains(why);
    }

    /** Of the disks nothing changes, not even what Ignite notes beside the rows: one that turns up again must still fit. */
    private void salvage(Leftovers left) throws Exception {
        Map<String, FileTime> before = system.changes("grid");
        assertSalvaged(system.run("salvage"), left);
        assertThat(system.changes("grid")).isEqualTo(before);
    }

    private void assertSalvaged(RunningSystem.Said said, Leftovers left) throws Exception {
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("node-1: its disk is empty", "node-2: its disk is empty", "MAY BE LOST");
        List<String> report = system.text("salvage/report.txt").lines().toList();
        Set<Integer> doubtful = report.stream()
                .filter(line -> line.contains("MAYBE MORE: no disk has a copy"))
                .map(line -> Integer.valueOf(line.strip().split(" ", 2)[0]))
                .collect(Collectors.toSet());
        assertThat(doubtful).isNotEmpty().doesNotContainAnyElementsOf(left.onDisk());
        List<String> concerned = system.text("salvage/may-be-lost.csv").lines().toList();
        assertThat(concerned)
                .containsAll(left.nowhere().stream().map(RunbookIT::unknown).toList());
        assertThat(concerned.stream()
                        .skip(1)
                        .map(line -> left.shards().of(new Uid(line.split(",", -1)[2])))
                        .collect(Collectors.toSet()))
                .isEqualTo(doubtful);
    }

    /** The line of a shopper of whom MySQL has no purchase. */
    private static String unknown(String purchaseId) {
        return "TWO-DISKS,PHONE-X," + purchaseId.substring(purchaseId.lastIndexOf('~') + 1) + ",,";
    }

    private Set<String> missing(List<Told> told, Sale sale) throws Exception {
        Map<String, Books.Row> grid = books.grid(sale);
        return told.stream()
                .map(Told::purchaseId)
                .filter(id -> !grid.containsKey(id))
                .collect(Collectors.toSet());
    }

    /** Every unit that is nobody's finds somebody, and no other does. */
    private void sellOut(Sale sale, Leftovers left) throws Exception {
        try (Crowd crowd = Crowd.of(CLIENTS, shop, sale, 3_000)) {
            Patience.until(
                    "sold out",
                    SOLD_OUT_WITHIN,
                    () -> shop.state(sale.id()).text("state").equals("SOLD_OUT"));
            crowd.close();
            assertThat(crowd.surprises()).isEmpty();
            List<Told> everybody = left.kept();
            everybody.addAll(crowd.told().values());
            books.agree(sale, everybody);
            assertThat(books.grid(sale)).hasSize(sale.stock());
        }
    }
}
