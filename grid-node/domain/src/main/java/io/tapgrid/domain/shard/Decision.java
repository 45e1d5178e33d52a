package io.tapgrid.domain.shard;

import io.tapgrid.domain.Reason;
import java.util.List;

/** What was decided: the events that make it so (none for a refusal or a repeat) and the answer. */
public record Decision(List<Event> events, Outcome outcome) {
    public Decision {
        events = List.copyOf(events);
    }

    public static Decision of(Outcome outcome) {
        return new Decision(List.of(), outcome);
    }

    public static Decision refuse(Reason reason) {
        return of(new Outcome.Refused(reason));
    }
}
