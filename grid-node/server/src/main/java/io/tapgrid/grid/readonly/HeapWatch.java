package io.tapgrid.grid.readonly;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls when a garbage collection has left the heap nearly full. What is sorted or grouped lies in it, Ignite sets no limit to that, and a node
 * whose heap is full ends. Goes by what is left after a collection, since before one a heap is always full.
 */
final class HeapWatch implements NotificationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeapWatch.class);

    /** The serial and the parallel collector keep old objects in two thirds of the heap: those alone are no reason, dead ones may be among them. */
    static final double USE_MAX = 0.8;

    private final Runnable crowded;
    private final Set<String> pools;

    /** {@code crowded} is called from the JVM's thread for such news and must not wait. */
    HeapWatch(Runnable crowded) {
        this.crowded = crowded;
        this.pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    void start() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter news) {
                news.addNotificationListener(this, null, null);
            }
        }
    }

    @Override
    public void handleNotification(Notification news, Object unused) {
        if (news.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            Map<String, MemoryUsage> left = GarbageCollectionNotificationInfo.from((CompositeData) news.getUserData())
                    .getGcInfo()
                    .getMemoryUsageAfterGc();
            if (use(left) > USE_MAX) {
                crowded.run();
            }
        }
    }

    /** The part of the heap, from 0 to 1. */
    private double use(Map<String, MemoryUsage> left) {
        long used = left.entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        return (double) used / Runtime.getRuntime().maxMemory();
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter news) {
                stopListening(news);
            }
        }
    }

    private void stopListening(NotificationEmitter news) {
        try {
            news.removeNotificationListener(this);
        } catch (ListenerNotFoundException neverStarted) {
            LOG.debug("a collector was not listened to", neverStarted);
        }
    }
}
