package io.tapgrid.web.http;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts calls by outcome and times them. The outcomes are words of the program, so their number is bounded. */
@Singleton
final class CallMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<Call, Timer> timers = new EnumMap<>(Call.class);
    private final Map<Call, Map<String, Counter>> counters = new EnumMap<>(Call.class);

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Call call : Call.values()) {
            counters.put(call, new ConcurrentHashMap<>());
            timers.put(call, timer(call));
        }
    }

    void count(Call call, String outcome, long nanos) {
        Map<String, Counter> byOutcome = requireNonNull(counters.get(call));
        Counter counter = byOutcome.get(outcome);
        if (counter == null) {
            counter = byOutcome.computeIfAbsent(outcome, it -> counter(call, it));
        }
        counter.increment();
        requireNonNull(timers.get(call)).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Call call) {
        return Timer.builder("tapgrid.web.call")
                .description("From the parsed request to the finished answer")
                .tag("call", call.word())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(Call call, String outcome) {
        return Counter.builder("tapgrid.web.calls")
                .description("Calls by what they came to; a refusal is counted under its reason")
                .tag("call", call.word())
                .tag("outcome", outcome)
                .register(registry);
    }
}
