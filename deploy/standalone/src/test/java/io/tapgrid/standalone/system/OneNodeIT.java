package io.tapgrid.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.standalone.system.Shop.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One grid node inside the web process: what is sold outlives every kill. Each test has a sale of its own and leaves the system running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("try") // waiting for a process may be interrupted, and tests end early on purpose
final class OneNodeIT {
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
    private static final Duration WITHOUT_MYSQL = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    private RunningSystem system;

    @SuppressWarnings("NullAway.Init")
    private Shop shop;

    @SuppressWarnings("NullAway.Init")
    private Books books;

    @SuppressWarnings("NullAway.Init")
    private Trial trial;

    @BeforeAll
    void start() throws Exception {
        system = RunningSystem.of(1);
        shop = new Shop(system);
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
    void seven_units_find_seven_shoppers_and_a_repeat_finds_the_same_purchase() throws Exception {
        Sale sale = new Sale("SEVEN", 7, 40);
        sale.open(system, shop);
        List<Crowd.Told> told = new ArrayList<>();
        for (int shopper = 0; shopper < 40; shopper++) {
            String uid = "u" + shopper;
            Answer answer = grabUntilAnswered(sale, uid);
            if (answer.text("outcome").equals("WON")) {
                told.add(new Crowd.Told(uid, answer.text("purchaseId"), "key-" + uid, "HELD"));
                assertThat(grabUntilAnswered(sale, uid).text("purchaseId")).isEqualTo(answer.text("purchaseId"));
            } else {
                assertThat(answer.reason()).isEqualTo("sold-out");
            }
        }
        assertThat(told).hasSize(7);
        books.agree(sale, told);
    }

    @Test
    void what_was_acknowledged_outlives_the_web_process_and_its_node() throws Exception {
        trial.sellingOn(Sale.large("KILL-ONE"), 100, crowd -> {
            long pid = system.pid("web-1");
            system.kill("web-1");
            Patience.until("web-1 has another process", BACK_WITHIN, () -> system.pid("web-1") != pid);
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
    void never_in_the_way_no_grab_notices_that_mysql_stands_still_for_a_minute_and_is_killed() throws Exception {
        trial.sellingOn(new Sale("NO-MYSQL", 40_000, 40_000), 100, crowd -> {
            system.signal("mysql", "STOP");
            int before = crowd.answered();
            Instant over = Instant.now().plus(WITHOUT_MYSQL);
            crowd.awaitMoreWins(1_000, Trial.SALES_WITHIN);
            Patience.until(
                    "the minute",
                    WITHOUT_MYSQL.multipliedBy(2),
                    () -> Instant.now().isAfter(over));
            assertThat(crowd.answersFrom(before)).allSatisfy(answer -> {
                assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
                assertThat(answer.took()).isLessThan(Duration.ofSeconds(2));
            });
            system.signal("mysql", "CONT");
            system.kill("mysql");
        });
    }

    @Test
    void a_stop_is_clean_and_the_next_start_finds_everything() throws Exception {
        trial.sellingOn(Sale.large("STOPPED"), 50, crowd -> {
            RunningSystem.Said said = system.stop();
            assertThat(said.exit()).as(said.text()).isZero();
            assertThat(said.text()).contains("tapgrid: stopped\n");
            assertThat(system.log()).contains("stopped").doesNotContain("had to be killed", "not drained");
            assertThat(system.alive()).isEmpty();
            system.start();
        });
    }

    @Test
    void a_stop_that_finds_no_node_to_drain_fails_and_says_so() throws Exception {
        system.kill("web-1");

        RunningSystem.Said said = system.stop();

        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains("tapgrid: stopped, but the journal was not drained");
        assertThat(system.alive()).isEmpty();
        system.start();
    }

    @Test
    void a_stop_drains_too_when_the_supervisor_was_killed() throws Exception {
        system.kill("supervisor");

        RunningSystem.Said said = system.stop();

        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("journal drained", "nothing is running any more");
        assertThat(system.alive()).isEmpty();
        system.start();
    }

    @Test
    void reconcile_names_the_row_that_differs_and_exits_1() throws Exception {
        Sale sale = new Sale("DIFFERS", 5, 5);
        sale.open(system, shop);
        String purchaseId = grabUntilAnswered(sale, "u1").text("purchaseId");
        books.agree(sale, List.of(new Crowd.Told("u1", purchaseId, "key-u1", "HELD")));
        String row = " WHERE PURCHASE_ID = '" + purchaseId + "'";
        assertThat(books.changeMySql("UPDATE purchase SET UID = 'somebody-else'" + row))
                .isEqualTo(1);

        RunningSystem.Said said = system.run("reconcile");

        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains("purchase " + purchaseId + ": only in the grid", "1 rows differ");
        books.changeMySql("UPDATE purchase SET UID = 'u1'" + row);
        assertThat(system.run("reconcile").exit()).isZero();
    }

    @Test
    void every_socket_that_listens_is_a_known_one_on_loopback() throws Exception {
        Doors.ofOneNode(system).areTheOnlyOnes();
    }

    @Test
    void doctor_sees_the_system_that_runs_and_its_verdict_is_its_exit_code() throws Exception {
        RunningSystem.Said said = system.run("doctor");

        assertThat(said.text()).contains("ok       a system is running on these ports\n");
        assertThat(said.text()).endsWith(said.exit() == 0 ? "tapgrid: fit to run\n" : "tapgrid: there are problems\n");
        assertThat(said.text().contains("problem  ")).isEqualTo(said.exit() != 0);
    }

    private Answer grabUntilAnswered(Sale sale, String uid) throws Exception {
        return Patience.untilAnswered(
                "an answer for " + uid, Trial.SALES_WITHIN, () -> shop.grab(sale.id(), sale.sku(), uid, "key-" + uid));
    }
}
