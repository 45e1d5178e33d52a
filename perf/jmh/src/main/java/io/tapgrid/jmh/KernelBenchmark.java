package io.tapgrid.jmh;

import io.tapgrid.domain.shard.Decision;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Events;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardProcessor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A batch of grabs through the rules, its events applied. Per grab. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {

    private final List<ShardCommand.Grab> grabs = Rush.grabs();
    private final ShardInMemory reserved = new ShardInMemory(Rush.GRABS);
    private final ShardInMemory strangers = new ShardInMemory(0);
    private final ShardInMemory won = new ShardInMemory(Rush.GRABS);

    public KernelBenchmark() {
        grabs.forEach(grab -> decide(grab, won));
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public void wins(Blackhole sink) {
        reserved.forgetPurchases();
        decideAll(reserved, sink);
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public void refusalsNotReserved(Blackhole sink) {
        decideAll(strangers, sink);
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public void repeats(Blackhole sink) {
        decideAll(won, sink);
    }

    private void decideAll(ShardInMemory shard, Blackhole sink) {
        for (ShardCommand.Grab grab : grabs) {
            sink.consume(decide(grab, shard));
        }
    }

    private static Decision decide(ShardCommand.Grab grab, ShardInMemory shard) {
        Decision decision = ShardProcessor.decide(grab, shard, Rush.NOW);
        for (Event event : decision.events()) {
            Events.apply(event, shard);
        }
        return decision;
    }
}
