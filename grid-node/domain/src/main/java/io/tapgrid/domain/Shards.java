package io.tapgrid.domain;

/**
 * Which shard a shopper, a sale or a pool belongs to. The count is a power of two from 1 to {@link Limits#SHARDS_MAX}
 * and is fixed when a cluster is first set up.
 */
public record Shards(int count) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public Shards {
        if (count < 1 || count > Limits.SHARDS_MAX || Integer.bitCount(count) != 1) {
            throw Text.invalid("shards", Integer.toString(count), "a power of two from 1 to " + Limits.SHARDS_MAX);
        }
    }

    public int of(Uid uid) {
        return of(hash(FNV_OFFSET, uid.value()));
    }

    /** The shard in whose order a sale's own changes stand. */
    public int of(SaleId saleId) {
        return of(hash(FNV_OFFSET, saleId.value()));
    }

    /** The shard of an item's pool. */
    public int ofPool(SaleId saleId, Sku sku) {
        return of(hash(hash(FNV_OFFSET, saleId.value()) * FNV_PRIME, sku.value()));
    }

    private int of(long hash) {
        return (int) (mix64(hash) & (count - 1));
    }

    /** FNV-1a over the characters (Fowler, Noll, Vo): stable over JVMs and versions, unlike a promise about hashCode. */
    private static long hash(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Stafford's variant 13): every input bit reaches the low bits that are kept. */
    static long mix64(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
