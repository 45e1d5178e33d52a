package io.tapgrid.gridapi;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import java.util.Map;

/**
 * Who may have won in a sale, as a Bloom filter over uids, and up to where it is complete.
 *
 * <p>A web process may refuse a shopper without asking the grid only if the refusal cannot hide a win of his: a repeat
 * of a win is answered with that win, from whichever process, sold out or not. So a filter says what it closes over. It
 * closes over an item's {@code poolVersion} if it was collected, on the primaries of all shards, after the pool was found
 * sold out at that version: no unit of the item can have been won since, because a unit is won only from a slice that is
 * marked, and a sold-out pool has none marked. It closes over a sale's {@code version} if it was collected after every
 * shard had applied that version, and in that version the sale sells nothing (PAUSED, CLOSED).
 *
 * <p>About 10 bits and 7 probes for each winner: one shopper in a hundred who has not won is sent to the grid all the same.
 */
public final class Winners {
    private static final int BITS_EACH = 10;
    private static final int PROBES = 7;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long[] words;
    private final long saleVersion;
    private final Map<Sku, Long> poolVersions;

    private Winners(long[] words, long saleVersion, Map<Sku, Long> poolVersions) {
        this.words = words;
        this.saleVersion = saleVersion;
        this.poolVersions = poolVersions;
    }

    /** Knows nobody and closes over nothing: every shopper must be brought to the grid. */
    public static Winners unknown() {
        return new Winners(new long[0], 0, Map.of());
    }

    /** Room for {@code shoppers} (0 or more), to be filled with {@link #add}. */
    public static long[] room(int shoppers) {
        long bits = Math.max(64L, (long) shoppers * BITS_EACH);
        return new long[Math.toIntExact((bits + 63) >> 6)];
    }

    /** Adds a shopper to {@code room}; filters of the same length are united by OR. */
    public static void add(long[] room, SaleId saleId, Uid uid) {
        long hash = hash(saleId, uid);
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(hash, probe, room.length);
            room[(int) (bit >> 6)] |= 1L << (bit & 63);
        }
    }

    /**
     * The winners that were collected into a filter.
     *
     * @param words filled by {@link #add}; not copied, not to be changed any more
     * @param saleVersion the version of a sale that sells nothing, 0 for none
     * @param poolVersions of the items that were sold out when it was collected
     */
    public static Winners of(long[] words, long saleVersion, Map<Sku, Long> poolVersions) {
        return new Winners(words, saleVersion, Map.copyOf(poolVersions));
    }

    /** False only if the shopper has won nothing in the sale up to where the filter is complete. */
    public boolean mayContain(SaleId saleId, Uid uid) {
        if (words.length == 0) {
            return true;
        }
        long hash = hash(saleId, uid);
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(hash, probe, words.length);
            if ((words[(int) (bit >> 6)] & (1L << (bit & 63))) == 0) {
                return false;
            }
        }
        return true;
    }

    public boolean closesOverSale(long version) {
        return saleVersion == version && words.length > 0;
    }

    public boolean closesOverItem(Sku sku, long poolVersion) {
        Long covered = poolVersions.get(sku);
        return covered != null && covered == poolVersion && words.length > 0;
    }

    public long[] words() {
        return words.clone();
    }

    public long saleVersion() {
        return saleVersion;
    }

    public Map<Sku, Long> poolVersions() {
        return poolVersions;
    }

    /** Two hashes out of one (Kirsch and Mitzenmacher 2006), reduced to the range by multiplication (Lemire 2016). */
    private static long bit(long hash, int probe, int words) {
        long mixed = hash + probe * (hash * GOLDEN | 1);
        return Math.multiplyHigh(mixed >>> 1, (long) words << 7);
    }

    private static long hash(SaleId saleId, Uid uid) {
        long hash = GOLDEN;
        hash = fold(hash, saleId.value());
        return fold(hash * 31, uid.value());
    }

    private static long fold(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0xff51afd7ed558ccdL;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
