package io.tapgrid.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.standalone.system.Shop.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three grid nodes with one backup, and a web process that is their client. Each test has a sale of its own and leaves everything running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("try") // waiting for a process may be interrupted, and tests end early on purpose
final class ThreeNodesIT {
    private static final int NODES = 3;

    /** After the death of one node, on an idle machine a few seconds. */
    private static final Duration AVAILABLE_WITHIN = Duration.ofSeconds(30);

    private static final Duration BACK_WITHIN = Duration.ofSeconds(120);

    @SuppressWarnings("NullAway.Init")
    private RunningSystem system;

    @SuppressWarnings("NullAway.Init")
    private Books books;

    @SuppressWarnings("NullAway.Init")
    private Trial trial;

    @BeforeAll
    void start() throws Exception {
        system = RunningSystem.of(NODES);
        Shop shop = new Shop(system);
        books = new Books(system, shop);
        trial = new Trial(system, shop, books);
    }

    @AfterAll
    void end() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void the_others_go_on_when_the_primary_of_the_hottest_shard_dies() throws Exception {
        trial.sellingOn(Sale.large("KILL-ONE"), 100, crowd -> {
            system.kill(books.primaryOfTheHottestShard());
            // More than any one shard sells, were the others to stand still.
            crowd.awaitMoreWins(200, AVAILABLE_WITHIN);
            awaitAllNodes();
        });
    }

    @Test
    void shards_whose_nodes_died_one_after_the_other_come_back_with_what_was_sold_between() throws Exception {
        trial.sellingOn(Sale.large("KILL-TWO"), 200, crowd -> {
            system.kill("node-1");
            crowd.awaitMoreWins(20, AVAILABLE_WITHIN);
            system.kill("node-2");
            awaitAllNodes();
        });
    }

    @Test
    void never_lost_what_was_acknowledged_outlives_all_processes() throws Exception {
        trial.sellingOn(Sale.large("KILL-ALL"), 100, crowd -> {
            system.killAll();
            assertThat(system.alive()).isEmpty();
            system.start();
        });
    }

    @Test
    void
            never_on_both_sides_without_a_majority_nothing_is_acknowledged_and_the_node_that_died_first_serves_nothing_stale()
                    throws Exception {
        trial.sellingOn(Sale.large("NO-MAJORITY"), 100, crowd -> {
            system.kill("supervisor");
            system.kill("node-1");
            crowd.awaitMoreWins(200, AVAILABLE_WITHIN);
            system.kill("node-2");
            assertNothingIsAcknowledged(crowd);
            system.start();
        });
    }

    @Test
    void every_verb_finds_another_node_when_the_first_is_dead_and_a_stop_without_supervisor_drains() throws Exception {
        Sale sale = Sale.large("NO-FIRST");
        List<Crowd.Told> told = trial.run(sale, crowd -> {
            system.kill("supervisor");
            system.kill("node-1");
            // More than any one shard sells: the others have noticed and go on.
            crowd.awaitMoreWins(200, AVAILABLE_WITHIN);
        });
        RunningSystem.Said asked = system.run("sql", "-e", "SELECT COUNT(*) FROM PURCHASE");
        assertThat(asked.exit()).as(asked.text()).isZero();
        RunningSystem.Said stopped = system.stop();
        assertThat(stopped.exit()).as(stopped.text()).isZero();
        assertThat(stopped.text()).contains("journal drained");
        assertThat(system.alive()).isEmpty();
        system.start();
        books.agree(sale, told);
    }

    @Test
    void every_socket_that_listens_is_a_known_one_on_loopback() throws Exception {
        awaitAllNodes();
        Doors.ofNodes(system, NODES).areTheOnlyOnes();
    }

    /** From the moment on when the node that is left knows that it is alone: a commit of the moment before is its to keep. */
    private void assertNothingIsAcknowledged(Crowd crowd) throws Exception {
        int managementOfNode3 = 1 + NODES;
        Patience.until("node-3 notices", AVAILABLE_WITHIN, () -> !system.isReady(managementOfNode3));
        int noticed = crowd.answered() + Trial.answersOnTheirWay();
        Patience.until("answers without a majority", AVAILABLE_WITHIN, () -> crowd.answered() >= noticed + 100);
        List<Answer> answers = crowd.answersFrom(noticed);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
            assertThat(answer.reason()).isIn("no-majority", "degraded", "unknown-outcome");
            assertThat(answer.took()).isLessThan(Duration.ofSeconds(7));
        });
    }

    private void awaitAllNodes() throws Exception {
        for (int node = 1; node <= NODES; node++) {
            int management = 1 + node;
            Patience.until("node-" + node + " is ready", BACK_WITHIN, () -> system.isReady(management));
        }
    }
}
