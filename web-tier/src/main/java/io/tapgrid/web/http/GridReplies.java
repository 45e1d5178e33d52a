package io.tapgrid.web.http;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import java.util.function.Function;

/** The part of the grid's answers that is the same for every command: refused, not taken on, and unknown. */
public final class GridReplies {
    private GridReplies() {}

    /** {@code done} turns an outcome that is not a refusal into a reply. */
    public static Reply of(Answer answer, Function<Outcome, Reply> done) {
        if (answer instanceof Answer.Decided decided) {
            Outcome outcome = decided.outcome();
            return outcome instanceof Outcome.Refused refused ? refused(refused) : done.apply(outcome);
        }
        if (answer instanceof Answer.NotTaken notTaken) {
            return Reply.refused(Problem.of(notTaken.reason(), Layer.GRID).withRetryAfter(notTaken.retryAfter()));
        }
        return unknown();
    }

    /** Sent and not answered: never called failed. */
    public static Reply unknown() {
        return Reply.refused(Problem.of(Reason.UNKNOWN_OUTCOME, Layer.GRID));
    }

    /** For outcomes that a command cannot have. */
    public static IllegalStateException unexpected(Outcome outcome) {
        return new IllegalStateException("outcome " + outcome.getClass().getSimpleName() + " for this command");
    }

    private static Reply refused(Outcome.Refused refused) {
        return Reply.refused(Problem.of(refused.reason(), Layer.GRID).withField(refused.field()));
    }
}
