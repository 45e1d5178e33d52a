package io.tapgrid.testkit;

import static io.tapgrid.testkit.Fixtures.PHONE;
import static io.tapgrid.testkit.Fixtures.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.grid.GridNode;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.AuditMark;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.SaleAdmin.Move;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of a sale when the node that walks it goes away. */
final class SaleWalkTest {
    private static final Shards SHARDS = new Shards(16);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_sale_opens_on_time_and_once_though_the_node_that_walked_it_is_gone(@TempDir Path folder) {
        try (GridCluster cluster = GridCluster.start(3, folder, CLOCK, Map.of("cluster.shards", "16"))) {
            SaleId id = new SaleId("PHONE-DAY");
            Instant opensAt = CLOCK.instant().plus(Duration.ofSeconds(8));
            SaleAdmin admin = cluster.anyNode().admin();
            assertThat(admin.save(sale(id, opensAt), List.of(item(id, PHONE, 100)), "test"))
                    .isInstanceOf(Saved.Done.class);
            assertThat(admin.move(id, Move.SCHEDULE, "test")).isInstanceOf(Applied.Done.class);
            GridNode keeper = cluster.nodes().stream()
                    .filter(node -> node.context().isPrimary(SHARDS.of(id)))
                    .findFirst()
                    .orElseThrow();
            await("the sale is warm", () -> state(cluster, id) == SaleState.READY);

            cluster.stop(keeper.context().config().index());
            await("the sale is open", () -> state(cluster, id) == SaleState.OPEN);
            Instant seenOpenAt = CLOCK.instant();

            assertThat(seenOpenAt).isBetween(opensAt, opensAt.plus(Duration.ofSeconds(3)));
            assertThat(moves(cluster, id))
                    .as("each step once, in order")
                    .containsExactly("SCHEDULED", "WARMING", "READY", "OPEN");
            assertThat(cluster.anyNode().admin().conservation(id))
                    .allMatch(it -> it.settled() && it.holds() && it.available() > 0);
        }
    }

    private static Sale sale(SaleId id, Instant opensAt) {
        return new Sale(
                id,
                Map.of("en", "Phone day"),
                opensAt,
                opensAt.plus(Duration.ofHours(1)),
                false,
                Rule.ONE_PER_ITEM,
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                SaleState.DRAFT,
                1);
    }

    private static SaleState state(GridCluster cluster, SaleId id) {
        return cluster.anyNode().admin().board().sale(id).orElseThrow().sale().state();
    }

    /** The states in the audit, oldest first. */
    private static List<String> moves(GridCluster cluster, SaleId id) {
        AuditMark latest = AuditMark.of(Instant.parse("9999-01-01T00:00:00Z"));
        List<AuditRow> rows = cluster.anyNode().admin().audit(latest, 1_000).rows();
        return rows.stream()
                .filter(it -> it.subject().equals(id.value()) && it.action().equals("move"))
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .map(it -> it.after().replaceFirst(".*\"state\":\"([A-Z_]+)\".*", "$1"))
                .toList();
    }

    /** Polls, with a bound: the background work of the grid has no other sign of being done. */
    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
