package io.tapgrid.grid.salvage;

import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.grid.node.NodeConfig;
import io.tapgrid.grid.node.NodeXml;
import io.tapgrid.grid.ship.JournalEntry;
import io.tapgrid.gridapi.cache.CacheName;
import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.JournalRow;
import io.tapgrid.gridapi.row.RowMapping;
import io.tapgrid.gridapi.row.ShardHeadRow;
import io.tapgrid.gridapi.row.ShardShippedRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteSystemProperties;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.failure.StopNodeFailureHandler;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.jspecify.annotations.Nullable;

/**
 * The rows on one node's disk, read without the other nodes: the node is started by itself, knows nobody's address but its own, and is made active for
 * reading only, so that no row can change. Rows are looked up where they lie, whatever Ignite thinks of a shard whose other copies are away.
 */
final class DiskReader implements AutoCloseable {
    private static final CachePeekMode[] ANY_COPY = {CachePeekMode.PRIMARY, CachePeekMode.BACKUP};

    private final Ignite ignite;
    private final Set<Integer> lost;

    private DiskReader(Ignite ignite) {
        this.ignite = ignite;
        this.lost = new TreeSet<>(Caches.SHARD_HEAD.of(ignite).lostPartitions());
    }

    static DiskReader open(NodeConfig config, Path springXml) {
        // Else it talks to the operator's terminal, past the log.
        System.setProperty(IgniteSystemProperties.IGNITE_QUIET, "false");
        IgniteConfiguration configuration =
                NodeXml.load(springXml, config).setFailureHandler(new StopNodeFailureHandler());
        if (configuration.getDiscoverySpi() instanceof TcpDiscoverySpi discovery) {
            discovery.setIpFinder(new TcpDiscoveryVmIpFinder().setAddresses(List.of(NodeXml.address(config))));
        }
        Ignite ignite = Ignition.start(configuration);
        try {
            if (ignite.cluster().currentBaselineTopology() == null) {
                throw new IllegalStateException("there is no grid on the disk of " + config.consistentId());
            }
            ignite.cluster().state(ClusterState.ACTIVE_READ_ONLY);
            return new DiskReader(ignite);
        } catch (RuntimeException failed) {
            ignite.close();
            throw failed;
        }
    }

    /** Empty when this disk has no copy of the shard. */
    Optional<ShardHeadRow> head(int shard) {
        return Optional.ofNullable(peek(Caches.SHARD_HEAD, shard));
    }

    /** Whether this node had everything of a shard of which it has a head: it may have been filled again when the others went. */
    boolean isWhole(int shard) {
        return !lost.contains(shard);
    }

    /** The first entry that was not noted here as shipped. */
    long firstUnshipped(int shard) {
        ShardShippedRow row = peek(Caches.SHARD_SHIPPED, shard);
        return row == null ? 1 : row.shippedSeq + 1;
    }

    /** The entries from {@code first} on, without a gap, at most {@code entriesMax} and (past the first) {@code bytesMax}. */
    List<JournalEntry> entries(int shard, long first, int entriesMax, int bytesMax) {
        List<JournalEntry> entries = new ArrayList<>();
        long bytes = 0;
        for (long seq = first; entries.size() < entriesMax; seq++) {
            JournalRow row = peek(Caches.JOURNAL, new JournalKey(shard, seq));
            if (row == null || (!entries.isEmpty() && bytes + row.payload.length > bytesMax)) {
                break;
            }
            bytes += row.payload.length;
            entries.add(new JournalEntry(shard, seq, row.payload));
        }
        return entries;
    }

    List<Sale> sales() {
        return all(Caches.SALE)
                .map(row -> RowMapping.sale(row.getKey(), row.getValue()))
                .toList();
    }

    List<Item> items() {
        return all(Caches.ITEM)
                .map(row -> RowMapping.item(row.getKey(), row.getValue()))
                .toList();
    }

    private <K, V> @Nullable V peek(CacheName<K, V> cache, K key) {
        return cache.of(ignite).localPeek(key, ANY_COPY);
    }

    private <K, V> Stream<Cache.Entry<K, V>> all(CacheName<K, V> cache) {
        return StreamSupport.stream(cache.of(ignite).localEntries(ANY_COPY).spliterator(), false);
    }

    @Override
    public void close() {
        ignite.close();
    }
}
