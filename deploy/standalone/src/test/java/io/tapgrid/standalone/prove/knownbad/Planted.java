package io.tapgrid.standalone.prove.knownbad;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.shard.Outcome;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.ignite.configuration.CacheConfiguration;

/** What the planted code calls, in the process that it was planted in. */
public final class Planted {
    private Planted() {}

    /** Answers a command of unknown outcome as if it had been refused. */
    public static boolean refuse(Object asked) {
        try {
            Method decided = asked.getClass().getDeclaredMethod("decided", Outcome.class);
            decided.setAccessible(true);
            decided.invoke(asked, new Outcome.Refused(Reason.SOLD_OUT));
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A shipment of which everything went well. */
    public static Object shipment(int entries) {
        try {
            Constructor<?> made = Class.forName("io.tapgrid.grid.ship.ShipmentTransaction$Shipment")
                    .getDeclaredConstructor(int.class, int.class, List.class);
            made.setAccessible(true);
            return made.newInstance(entries, entries, List.of());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All caches of money transactions alike, since caches with different stores cannot share one. */
    public static void store(CacheConfiguration<?, ?> cache) {
        cache.setCacheStoreFactory(new StoreInMemory.Maker());
        cache.setWriteThrough(true);
        cache.setReadThrough(true);
        cache.setWriteBehindEnabled(true);
        cache.setWriteBehindFlushFrequency(2_000);
    }
}
