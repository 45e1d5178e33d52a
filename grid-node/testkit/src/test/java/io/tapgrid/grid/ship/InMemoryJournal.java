package io.tapgrid.grid.ship;

import io.tapgrid.domain.shard.Event;
import io.tapgrid.grid.journal.EventCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A journal of several shards that several shippers may claim, as the grid keeps it; every call can be made to fail. */
final class InMemoryJournal {
    private final Map<Integer, Shard> shards = new TreeMap<>();

    private static final class Shard {
        final TreeMap<Long, byte[]> entries = new TreeMap<>();
        long nextSeq = 1;
        long epoch;
    }

    synchronized void append(int shard, Instant at, Event... events) {
        Shard s = of(shard);
        s.entries.put(s.nextSeq++, EventCodec.encode(at, List.of(events)));
    }

    /** What a node that lost its memory would do: the same number, another content. */
    synchronized void replace(int shard, long seq, Instant at, Event... events) {
        of(shard).entries.put(seq, EventCodec.encode(at, List.of(events)));
    }

    synchronized void damage(int shard, long seq) {
        of(shard).entries.compute(seq, (same, entry) -> {
            byte[] damaged = Objects.requireNonNull(entry).clone();
            damaged[1] ^= 1;
            return damaged;
        });
    }

    /** Jumps over numbers that were never written. */
    synchronized void leaveGap(int shard, long count) {
        Shard s = of(shard);
        s.nextSeq += count;
    }

    synchronized long unshipped(int shard) {
        return of(shard).entries.size();
    }

    synchronized long unshipped() {
        return shards.values().stream().mapToLong(s -> s.entries.size()).sum();
    }

    private Shard of(int shard) {
        return shards.computeIfAbsent(shard, any -> new Shard());
    }

    Node node() {
        return new Node();
    }

    /** The journal as one node sees it; it believes to be primary of everything. */
    final class Node implements JournalSource {
        volatile boolean hasMajority = true;
        volatile boolean diesAfterCommit;

        @Override
        public List<Integer> primaryShards() {
            synchronized (InMemoryJournal.this) {
                return List.copyOf(shards.keySet());
            }
        }

        @Override
        public long unshipped(int shard) {
            return InMemoryJournal.this.unshipped(shard);
        }

        @Override
        public List<JournalEntry> oldest(int shard, int entriesMax, int bytesMax) {
            synchronized (InMemoryJournal.this) {
                List<JournalEntry> oldest = new ArrayList<>();
                int bytes = 0;
                for (Map.Entry<Long, byte[]> entry : of(shard).entries.entrySet()) {
                    bytes += entry.getValue().length;
                    if (oldest.size() == entriesMax || (bytes > bytesMax && !oldest.isEmpty())) {
                        break;
                    }
                    oldest.add(new JournalEntry(shard, entry.getKey(), entry.getValue()));
                }
                return oldest;
            }
        }

        @Override
        public long claim(int shard, long epochSeen) {
            synchronized (InMemoryJournal.this) {
                requireMajority();
                Shard s = of(shard);
                s.epoch = Math.max(s.epoch, epochSeen) + 1;
                return s.epoch;
            }
        }

        @Override
        public void fence(int shard, long epoch) {
            synchronized (InMemoryJournal.this) {
                requireMajority();
                if (of(shard).epoch != epoch) {
                    throw new FencedException("shard " + shard + ": epoch " + epoch);
                }
            }
        }

        @Override
        public void shipped(int shard, long epoch, long seq) {
            if (diesAfterCommit) {
                throw new IllegalStateException("the node dies here");
            }
            fence(shard, epoch);
            synchronized (InMemoryJournal.this) {
                Shard s = of(shard);
                s.entries.headMap(seq, true).clear();
            }
        }

        private void requireMajority() {
            if (!hasMajority) {
                throw new IllegalStateException("no majority");
            }
        }
    }
}
