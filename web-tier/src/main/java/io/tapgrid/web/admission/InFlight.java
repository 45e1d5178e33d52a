package io.tapgrid.web.admission;

import io.micrometer.core.instrument.MeterRegistry;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Uid;
import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process has asked the grid and not heard of yet: bounded in all, and once for each request key. Callable from
 * any thread; never blocks.
 */
@Singleton
public final class InFlight {
    private final int max;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Set<Key> keys = ConcurrentHashMap.newKeySet();

    private record Key(SaleId saleId, Uid uid, RequestKey key) {}

    InFlight(WebConfig config, MeterRegistry registry) {
        this.max = config.inFlightMax();
        registry.gauge("tapgrid.web.in.flight", underWay);
    }

    /** Throws {@code queue-full} if no more can be asked now; looked at before anything of the request is read. */
    public void requireRoom() {
        if (underWay.get() >= max) {
            throw full();
        }
    }

    /** Asks a question that changes nothing. */
    public <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
        if (underWay.incrementAndGet() > max) {
            underWay.decrementAndGet();
            throw full();
        }
        try {
            return question.get().whenComplete((answer, failure) -> underWay.decrementAndGet());
        } catch (RuntimeException e) {
            underWay.decrementAndGet();
            throw e;
        }
    }

    /** Asks for a change, unless the same shopper's same key is under way here: then {@code key-in-use}. */
    public <T> CompletionStage<T> ask(
            SaleId saleId, Uid uid, @Nullable RequestKey key, Supplier<CompletionStage<T>> command) {
        if (key == null) {
            return ask(command);
        }
        Key scoped = new Key(saleId, uid, key);
        if (!keys.add(scoped)) {
            throw new ProblemException(Problem.of(Reason.KEY_IN_USE, Layer.ADMISSION));
        }
        try {
            return ask(command).whenComplete((answer, failure) -> keys.remove(scoped));
        } catch (RuntimeException e) {
            keys.remove(scoped);
            throw e;
        }
    }

    private static ProblemException full() {
        return new ProblemException(Problem.of(Reason.QUEUE_FULL, Layer.ADMISSION));
    }
}
