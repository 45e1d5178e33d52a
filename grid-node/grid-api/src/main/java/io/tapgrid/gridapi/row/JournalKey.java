package io.tapgrid.gridapi.row;

import java.util.Objects;
import org.apache.ignite.cache.affinity.AffinityKeyMapped;

/** A journal entry: sequence numbers of a shard begin at 1 and have no gaps. */
public final class JournalKey implements Comparable<JournalKey> {
    @AffinityKeyMapped
    public final int shard;

    public final long seq;

    public JournalKey(int shard, long seq) {
        this.shard = shard;
        this.seq = seq;
    }

    @Override
    public int compareTo(JournalKey other) {
        int order = Integer.compare(shard, other.shard);
        return order != 0 ? order : Long.compare(seq, other.seq);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalKey that && shard == that.shard && seq == that.seq;
    }

    @Override
    public int hashCode() {
        return Objects.hash(shard, seq);
    }

    @Override
    public String toString() {
        return shard + "/" + seq;
    }
}
