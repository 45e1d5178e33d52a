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

    /** Refuses an invalid request and names the field or header that is wrong. */
    public static Decision invalid(String field) {
        return of(new Outcome.Refused(Reason.INVALID_REQUEST, field));
    }
}
