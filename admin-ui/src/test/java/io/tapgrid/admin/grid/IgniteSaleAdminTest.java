package io.tapgrid.admin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.wire.AdminCall;
import io.tapgrid.testkit.GridCluster;
import io.tapgrid.testkit.SettableClock;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers, of which some do not serve or do not answer. A server is chosen by chance, so each question is asked often enough to meet them. */
final class IgniteSaleAdminTest {
    private static final int OFTEN = 30;
    private static final Duration READING_MAX = Duration.ofMillis(200);
    private static final SaleId NO_SUCH_SALE = new SaleId("NO-SUCH-SALE");

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private static GridCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private static IgniteSaleAdmin admin;

    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final AtomicInteger swallowed = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) {
        cluster = GridCluster.start(3, folder, SettableClock.atNoon(), Map.of("cluster.shards", "8"));
        admin = new IgniteSaleAdmin(cluster.client("console"), READING_MAX);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void everybodyServes() {
        for (int node = 1; node <= 3; node++) {
            door(node, cluster.node(node).admin());
        }
    }

    @AfterEach
    void letGo() {
        testIsOver.countDown();
    }

    @Test
    void a_server_that_does_not_serve_yet_is_passed_over() {
        close(1);
        close(2);

        for (int i = 0; i < OFTEN; i++) {
            assertThat(admin.conservation(NO_SUCH_SALE)).isEmpty();
            assertThat(admin.move(NO_SUCH_SALE, Move.PAUSE, "test"))
                    .isInstanceOfSatisfying(
                            SaleAdmin.Applied.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_SALE));
        }
    }

    @Test
    void where_no_server_serves_nothing_was_done() {
        close(1);
        close(2);
        close(3);

        assertUnavailable(Reason.DEGRADED, () -> admin.conservation(NO_SUCH_SALE));
        assertUnavailable(Reason.DEGRADED, () -> admin.move(NO_SUCH_SALE, Move.PAUSE, "test"));
    }

    @Test
    void a_reading_that_a_server_does_not_answer_is_asked_of_another() {
        door(1, swallowsEverything());
        door(2, swallowsEverything());

        for (int i = 0; swallowed.get() == 0 && i < OFTEN; i++) {
            assertThat(admin.conservation(NO_SUCH_SALE)).isEmpty();
        }
        assertThat(swallowed).hasPositiveValue();
    }

    @Test
    void a_server_that_fails_in_the_middle_of_a_change_leaves_it_unknown_and_no_other_is_asked() {
        AtomicInteger asked = new AtomicInteger();
        for (int node = 1; node <= 3; node++) {
            door(node, everythingMeets(() -> {
                asked.incrementAndGet();
                throw new IllegalStateException("broken in the middle");
            }));
        }

        assertUnavailable(Reason.UNKNOWN_OUTCOME, () -> admin.move(NO_SUCH_SALE, Move.PAUSE, "test"));
        assertThat(asked).hasValue(1);
    }

    private SaleAdmin swallowsEverything() {
        return everythingMeets(() -> {
            swallowed.incrementAndGet();
            testIsOver.await();
            return List.of();
        });
    }

    private interface Fate {
        Object meet() throws Exception;
    }

    private static SaleAdmin everythingMeets(Fate fate) {
        return (SaleAdmin) Proxy.newProxyInstance(
                SaleAdmin.class.getClassLoader(),
                new Class<?>[] {SaleAdmin.class},
                (proxy, method, arguments) -> fate.meet());
    }

    private static void assertUnavailable(Reason reason, ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        GridUnavailableException.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(reason));
    }

    private static void door(int node, SaleAdmin door) {
        cluster.node(node).ignite().cluster().nodeLocalMap().put(AdminCall.DOOR_KEY, door);
    }

    private static void close(int node) {
        cluster.node(node).ignite().cluster().nodeLocalMap().remove(AdminCall.DOOR_KEY);
    }
}
