package io.tapgrid.grid.shard;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.ShardReply;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this node's workers have come to since they started, by a word for each kind: {@code won}, {@code done}, {@code unknown},
 * {@code elsewhere}, and the contract's words for refusals. Any thread.
 */
public final class ShardTally {
    private final Map<String, LongAdder> replies = new ConcurrentSkipListMap<>();

    ShardTally() {
        count("won", 0);
        count("done", 0);
        count("unknown", 0);
        count("elsewhere", 0);
        for (Reason reason : Reason.values()) {
            count(reason.word(), 0);
        }
    }

    void count(ShardReply reply) {
        count(word(reply), 1);
    }

    private void count(String word, long replies) {
        this.replies.computeIfAbsent(word, it -> new LongAdder()).add(replies);
    }

    private static String word(ShardReply reply) {
        if (!(reply instanceof ShardReply.Answered answered)) {
            return "elsewhere";
        } else if (answered.answer() instanceof Answer.NotTaken no) {
            return no.reason().word();
        } else if (answered.answer() instanceof Answer.Decided decided) {
            return word(decided.outcome());
        }
        return "unknown";
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason().word();
        }
        return outcome instanceof Outcome.Won ? "won" : "done";
    }

    /** Every word, also those that were never said. */
    public Iterable<String> words() {
        return replies.keySet();
    }

    public long replies(String word) {
        LongAdder adder = replies.get(word);
        return adder == null ? 0 : adder.sum();
    }
}
