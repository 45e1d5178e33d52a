package io.tapgrid.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * What Redis holds of the items, over one connection that every thread shares, as Lettuce means it. One script decides a
 * grab; it is loaded once and called by its hash.
 */
final class Stock {

    /** Instead of a time, in the words of the script. */
    static final long NOT_RESERVED = -1;

    static final long BOUGHT_BEFORE = -2;
    static final long SOLD_OUT = -3;

    private static final int RESERVED_AT_ONCE = 1_000;
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private final RedisAsyncCommands<String, String> redis;
    private final String script;

    Stock(StatefulRedisConnection<String, String> connection) {
        this.redis = connection.async();
        this.script = connection.sync().scriptLoad(script());
    }

    /** One attempt at one unit of an item. */
    record Grab(String sale, String sku, String uid, String key) {}

    /** When the hold of the unit expires, in milliseconds since 1970, or one of the negative reasons. */
    CompletionStage<Long> grab(Grab grab, long holdExpiresAtMillis) {
        String item = item(grab.sale(), grab.sku());
        String[] keys = {item + "reserved", item + "bought", item + "stock", item + "won"};
        return redis.evalsha(
                script, ScriptOutputType.INTEGER, keys, grab.uid(), grab.key(), Long.toString(holdExpiresAtMillis));
    }

    /** Puts an item on sale, reserved for the shoppers {@code prefix0, prefix1, …}; blocks until Redis has them. */
    void prepare(String sale, String sku, int units, Reserved reserved) {
        String item = item(sale, sku);
        List<RedisFuture<?>> sent = new ArrayList<>();
        sent.add(redis.set(item + "stock", Integer.toString(units)));
        for (int from = 0; from < reserved.count(); from += RESERVED_AT_ONCE) {
            int to = Math.min(from + RESERVED_AT_ONCE, reserved.count());
            sent.add(redis.sadd(
                    item + "reserved",
                    IntStream.range(from, to)
                            .mapToObj(i -> reserved.prefix() + i)
                            .toArray(String[]::new)));
        }
        if (!LettuceFutures.awaitAll(WITHIN, sent.toArray(RedisFuture[]::new))) {
            throw new IllegalStateException(sale + " " + sku + ": not prepared within " + WITHIN);
        }
    }

    /** So many shoppers, named by a prefix and their number from 0. */
    record Reserved(String prefix, int count) {}

    /** The braces keep an item's keys together where Redis is a cluster. */
    private static String item(String sale, String sku) {
        return "{" + sale + ":" + sku + "}:";
    }

    private static String script() {
        try (InputStream in = Stock.class.getResourceAsStream("grab.lua")) {
            if (in == null) {
                throw new IllegalStateException("grab.lua: not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
