package io.tapgrid.jmh;

import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.grid.journal.EventCodec;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.ShardReply;
import io.tapgrid.gridapi.row.PurchaseRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.wire.ShardCallCodec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A batch between processes, into rows and into the journal, and back. Per grab. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {

    private final List<ShardCallCodec.Sent> commands = Rush.grabs().stream()
            .map(grab -> new ShardCallCodec.Sent(Rush.SHARD, grab, Rush.NOW))
            .toList();
    private final byte[] commandBytes = ShardCallCodec.writeCommands(commands);
    private final List<Purchase> purchases =
            IntStream.range(0, Rush.GRABS).mapToObj(Rush::purchase).toList();
    private final List<ShardReply> replies = purchases.stream()
            .<ShardReply>map(purchase -> new ShardReply.Answered(new Answer.Decided(new Outcome.Won(purchase))))
            .toList();
    private final byte[] replyBytes = ShardCallCodec.writeReplies(replies);
    private final List<PurchaseRow> rows =
            purchases.stream().map(RowMapping::row).toList();
    private final List<Event> events = Rush.wins();
    private final byte[] entry = EventCodec.encode(Rush.NOW, events);

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public byte[] commandsWritten() {
        return ShardCallCodec.writeCommands(commands);
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public List<ShardCallCodec.Sent> commandsRead() {
        return ShardCallCodec.readCommands(commandBytes);
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public byte[] repliesWritten() {
        return ShardCallCodec.writeReplies(replies);
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public List<ShardReply> repliesRead() {
        return ShardCallCodec.readReplies(replyBytes);
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public void purchasesToRows(Blackhole sink) {
        for (Purchase purchase : purchases) {
            sink.consume(RowMapping.row(purchase));
        }
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public void rowsToPurchases(Blackhole sink) {
        for (int i = 0; i < Rush.GRABS; i++) {
            sink.consume(RowMapping.purchase(purchases.get(i).id(), rows.get(i)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public byte[] journalWritten() {
        return EventCodec.encode(Rush.NOW, events);
    }

    @Benchmark
    @OperationsPerInvocation(Rush.GRABS)
    public EventCodec.Batch journalRead() {
        return EventCodec.decode(entry);
    }
}
