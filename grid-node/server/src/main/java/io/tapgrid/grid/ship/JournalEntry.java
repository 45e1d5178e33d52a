package io.tapgrid.grid.ship;

/** An entry as it lies in the grid: its place in its shard's order and the bytes the codec wrote. */
public final class JournalEntry {
    private final int shard;
    private final long seq;
    private final byte[] payload;

    public JournalEntry(int shard, long seq, byte[] payload) {
        this.shard = shard;
        this.seq = seq;
        this.payload = payload;
    }

    public int shard() {
        return shard;
    }

    /** From 1, without gaps. */
    public long seq() {
        return seq;
    }

    /** Not a copy: nobody writes into it. */
    public byte[] payload() {
        return payload;
    }

    @Override
    public String toString() {
        return shard + "/" + seq;
    }
}
