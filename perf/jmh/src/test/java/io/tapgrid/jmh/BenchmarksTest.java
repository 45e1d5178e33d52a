package io.tapgrid.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Decision;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardProcessor;
import io.tapgrid.gridapi.ShardReply;
import org.junit.jupiter.api.Test;

/** A benchmark that measures something else than its name says is worse than none. */
final class BenchmarksTest {

    @Test
    void who_has_reserved_wins_and_who_has_not_is_refused() {
        assertThat(first(new ShardInMemory(Rush.GRABS)).outcome()).isInstanceOf(Outcome.Won.class);
        assertThat(first(new ShardInMemory(0)).outcome()).isEqualTo(new Outcome.Refused(Reason.NOT_RESERVED));
    }

    @Test
    void what_is_written_is_what_is_read() {
        var wire = new WireBenchmark();

        assertThat(wire.commandsRead()).hasSize(Rush.GRABS);
        assertThat(wire.repliesRead()).hasSize(Rush.GRABS).doesNotContain(new ShardReply.Elsewhere());
        assertThat(wire.journalRead().events()).hasSize(Rush.GRABS);
    }

    private static Decision first(ShardInMemory shard) {
        return ShardProcessor.decide(Rush.grabs().get(0), shard, Rush.NOW);
    }
}
