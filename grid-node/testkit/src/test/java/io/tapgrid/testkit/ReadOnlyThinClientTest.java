package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.gridapi.cache.Caches;
import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemStateRow;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.expiry.Duration;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;
import org.apache.ignite.Ignition;
import org.apache.ignite.binary.BinaryObjectBuilder;
import org.apache.ignite.cache.query.ContinuousQuery;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.apache.ignite.client.ClientAtomicConfiguration;
import org.apache.ignite.client.ClientCache;
import org.apache.ignite.client.ClientCacheConfiguration;
import org.apache.ignite.client.ClientCollectionConfiguration;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.ClientConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thin client reads rows, whole caches and by SQL; nothing that it can ask changes anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class ReadOnlyThinClientTest {
    private static final ItemKey KEY = new ItemKey("A", "X");
    private static final ItemKey NONE = new ItemKey("A", "NONE");
    private static final ItemStateRow ROW = new ItemStateRow(false, 7, 1, new Timestamp(0));
    private static final ItemStateRow OTHER = new ItemStateRow(true, 0, 2, new Timestamp(0));

    @SuppressWarnings("NullAway.Init")
    private GridCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private IgniteClient client;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = GridCluster.start(1, folder, Clock.systemUTC(), Map.of("cluster.shards", "4"));
        Caches.ITEM_STATE.of(cluster.anyNode().ignite()).put(KEY, ROW);
        int port = cluster.anyNode().context().config().network().sqlPort();
        client = Ignition.startClient(new ClientConfiguration().setAddresses("127.0.0.1:" + port));
    }

    @AfterAll
    void end() {
        client.close();
        cluster.close();
    }

    @AfterEach
    void nothing_has_changed() {
        var cache = Caches.ITEM_STATE.of(cluster.anyNode().ignite());
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.get(KEY).unitsLeft).isEqualTo(7);
    }

    /** What a client can ask besides reading, by name. */
    private record Change(String name, Attempt attempt) {
        interface Attempt {
            void make(IgniteClient client, ClientCache<ItemKey, ItemStateRow> rows) throws Exception;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class Remove implements EntryProcessor<ItemKey, ItemStateRow, Integer> {
        @Override
        public Integer process(MutableEntry<ItemKey, ItemStateRow> entry, Object... arguments) {
            entry.remove();
            return 1;
        }
    }

    static List<Change> changes() {
        return List.of(
                new Change("put", (client, rows) -> rows.put(KEY, OTHER)),
                new Change("putAll", (client, rows) -> rows.putAll(Map.of(KEY, OTHER))),
                new Change("putIfAbsent", (client, rows) -> rows.putIfAbsent(NONE, OTHER)),
                new Change("getAndPut", (client, rows) -> rows.getAndPut(KEY, OTHER)),
                new Change("getAndPutIfAbsent", (client, rows) -> rows.getAndPutIfAbsent(NONE, OTHER)),
                new Change("getAndRemove", (client, rows) -> rows.getAndRemove(KEY)),
                new Change("getAndReplace", (client, rows) -> rows.getAndReplace(KEY, OTHER)),
                new Change("replace", (client, rows) -> rows.replace(KEY, OTHER)),
                new Change("replace if equal", (client, rows) -> rows.replace(KEY, ROW, OTHER)),
                new Change("remove", (client, rows) -> rows.remove(KEY)),
                new Change("remove if equal", (client, rows) -> rows.remove(KEY, ROW)),
                new Change("removeAll of keys", (client, rows) -> rows.removeAll(Set.of(KEY))),
                new Change("removeAll", (client, rows) -> rows.removeAll()),
                new Change("clear", (client, rows) -> rows.clear()),
                new Change("clear of a key", (client, rows) -> rows.clear(KEY)),
                new Change("clearAll", (client, rows) -> rows.clearAll(Set.of(KEY))),
                new Change("invoke", (client, rows) -> rows.invoke(KEY, new Remove())),
                new Change(
                        "a get that sets a time to live",
                        (client, rows) -> rows.withExpirePolicy(
                                        new TouchedExpiryPolicy(new Duration(TimeUnit.MILLISECONDS, 1)))
                                .get(KEY)),
                new Change("a scan with code", (client, rows) -> {
                    ScanQuery<ItemKey, ItemStateRow> scan = new ScanQuery<>((key, row) -> true);
                    rows.query(scan).getAll();
                }),
                new Change("a continuous query", (client, rows) -> {
                    ContinuousQuery<ItemKey, ItemStateRow> query = new ContinuousQuery<>();
                    query.setLocalListener(events -> {});
                    rows.query(query).close();
                }),
                new Change(
                        "an update by SQL",
                        (client, rows) -> rows.query(new SqlFieldsQuery("UPDATE ITEM_STATE SET UNITS_LEFT = 0"))
                                .getAll()),
                new Change(
                        "an update by SQL without a cache",
                        (client, rows) -> client.query(new SqlFieldsQuery("DELETE FROM TAPGRID.ITEM_STATE"))
                                .getAll()),
                new Change(
                        "a transaction",
                        (client, rows) -> client.transactions().txStart().close()),
                new Change("a new cache", (client, rows) -> client.createCache("mine")),
                new Change("a cache got or made", (client, rows) -> client.getOrCreateCache("mine")),
                new Change(
                        "a cache by configuration",
                        (client, rows) -> client.createCache(new ClientCacheConfiguration().setName("mine"))),
                new Change("a cache destroyed", (client, rows) -> client.destroyCache(Caches.PURCHASE.name())),
                new Change(
                        "the cluster's state",
                        (client, rows) -> client.cluster().state(ClusterState.INACTIVE)),
                new Change(
                        "the log of changes switched off",
                        (client, rows) -> client.cluster().disableWal(Caches.PURCHASE.name())),
                new Change("a task", (client, rows) -> client.compute().execute("any", null)),
                new Change(
                        "a service",
                        (client, rows) -> client.services()
                                .serviceProxy("any", Runnable.class)
                                .run()),
                new Change(
                        "a counter",
                        (client, rows) -> client.atomicLong("mine", new ClientAtomicConfiguration(), 0, true)),
                new Change("a set", (client, rows) -> client.set("mine", new ClientCollectionConfiguration())),
                new Change("a type", (client, rows) -> {
                    BinaryObjectBuilder type = client.binary().builder("mine.Type");
                    type.setField("a", 1).build();
                }),
                new Change("a field of a type", (client, rows) -> {
                    BinaryObjectBuilder type = client.binary().builder(ItemKey.class.getName());
                    type.setField("mine", 1).build();
                }));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void no_request_changes_anything(Change change) {
        ClientCache<ItemKey, ItemStateRow> rows = client.cache(Caches.ITEM_STATE.name());
        assertThatThrownBy(() -> change.attempt().make(client, rows)).hasStackTraceContaining("read only");
    }

    @Test
    void whoever_reads_reads_everything() {
        ClientCache<ItemKey, ItemStateRow> rows = client.cache(Caches.ITEM_STATE.name());

        assertThat(rows.get(KEY).unitsLeft).isEqualTo(7);
        assertThat(rows.get(NONE)).isNull();
        assertThat(rows.getAll(Set.of(KEY, NONE))).hasSize(1);
        assertThat(rows.containsKey(KEY)).isTrue();
        assertThat(rows.size()).isEqualTo(1);
        List<ItemKey> scanned = new ArrayList<>();
        for (Cache.Entry<ItemKey, ItemStateRow> row : rows.query(new ScanQuery<ItemKey, ItemStateRow>())) {
            scanned.add(row.getKey());
        }
        assertThat(scanned).containsExactly(KEY);
        assertThat(rows.query(new SqlFieldsQuery("SELECT UNITS_LEFT FROM ITEM_STATE"))
                        .getAll()
                        .toString())
                .isEqualTo("[[7]]");
        assertThat(client.cacheNames()).contains(Caches.PURCHASE.name());
    }
}
