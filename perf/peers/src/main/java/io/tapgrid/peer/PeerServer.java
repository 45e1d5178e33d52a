package io.tapgrid.peer;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.util.Map;

/** The server before a running Redis, with the transport settings of Tapgrid's web tier. */
final class PeerServer implements AutoCloseable {

    private final RedisClient client;
    private final ApplicationContext context;
    private final int port;

    private PeerServer(RedisClient client, ApplicationContext context, int port) {
        this.client = client;
        this.context = context;
        this.port = port;
    }

    /** @param secret what session tokens are sealed with, as in {@code data/token-secret} */
    static PeerServer start(int redisPort, String secret, Clock clock) {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", redisPort));
        ApplicationContext context = ApplicationContext.builder()
                .properties(transport())
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .build();
        try {
            context.registerSingleton(Stock.class, new Stock(client.connect()));
            context.registerSingleton(Logins.class, new Logins(secret, clock));
            context.registerSingleton(Clock.class, clock);
            context.start();
            return new PeerServer(
                    client,
                    context,
                    context.getBean(EmbeddedServer.class).start().getPort());
        } catch (RuntimeException e) {
            context.close();
            client.shutdown();
            throw e;
        }
    }

    private static Map<String, Object> transport() {
        return Map.ofEntries(
                Map.entry("micronaut.server.host", "127.0.0.1"),
                Map.entry("micronaut.server.port", -1),
                Map.entry("micronaut.server.idle-timeout", "60s"),
                Map.entry("micronaut.server.multipart.enabled", false),
                Map.entry("micronaut.server.netty.compression-threshold", -1),
                Map.entry("micronaut.server.netty.request-decompression-enabled", false),
                Map.entry("micronaut.netty.event-loops.default.transport", "epoll,nio"),
                Map.entry("micronaut.netty.event-loops.default.num-threads", 0),
                Map.entry("micronaut.netty.event-loops.parent.transport", "epoll,nio"),
                Map.entry("micronaut.netty.event-loops.parent.num-threads", 1));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        context.close();
        client.shutdown();
    }
}
