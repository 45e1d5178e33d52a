package io.tapgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.ItemStateRow;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.BadAttributeValueExpException;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.marshaller.jdk.JdkMarshaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.ValueWrapper;

/** What a node makes objects of: the classes of the list and no others. It runs under the JVM arguments of every process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MarshallerClassesTest {
    @SuppressWarnings("NullAway.Init")
    private GridCluster cluster;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = GridCluster.start(1, folder, Clock.systemUTC(), Map.of("cluster.shards", "2"));
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    /** One that is merely on the class path, and one of the JDK that chains of such objects often go through. */
    static Stream<Object> strangers() {
        return Stream.of(ValueWrapper.create("x"), new BadAttributeValueExpException("x"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void a_class_that_is_not_on_the_list_is_refused(Object stranger) throws IgniteCheckedException {
        byte[] sent = marshaller().marshal(stranger);

        assertThatThrownBy(() -> marshaller().unmarshal(sent, null))
                .hasStackTraceContaining(
                        "Deserialization of class " + stranger.getClass().getName() + " is disallowed");
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void it_is_refused_as_a_value_too(Object stranger) {
        var values = node().<String, Object>getOrCreateCache("values");
        assertThatThrownBy(() -> {
                    values.put("k", stranger);
                    values.get("k");
                })
                .hasStackTraceContaining("is disallowed");
    }

    @Test
    void what_tapgrid_sends_is_on_it() {
        List<Object> sent = List.of(
                new ItemKey("A", "X"),
                new ItemStateRow(false, 7, 1, new Timestamp(0)),
                List.of("a"),
                List.of("a", "b", "c"),
                Set.of("a"),
                Map.of("a", 1L),
                Instant.EPOCH,
                Duration.ofSeconds(1),
                new byte[] {1});
        var values = node().<String, Object>getOrCreateCache("values");
        assertThat(sent)
                .allSatisfy(value -> assertThatCode(() -> {
                            values.put("k", value);
                            values.get("k");
                        })
                        .as("%s", value.getClass())
                        .doesNotThrowAnyException());
    }

    private IgniteEx node() throws IgniteException {
        return (IgniteEx) cluster.anyNode().ignite();
    }

    private JdkMarshaller marshaller() {
        return node().context().marshallerContext().jdkMarshaller();
    }
}
