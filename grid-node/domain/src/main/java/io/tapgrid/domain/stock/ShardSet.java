package io.tapgrid.domain.stock;

import java.util.Arrays;
import java.util.stream.IntStream;

/** An immutable set of shard numbers: one bit each, lowest first, without trailing zero words. */
public final class ShardSet {
    public static final ShardSet EMPTY = new ShardSet(new long[0]);

    private final long[] words;

    private ShardSet(long[] words) {
        this.words = words;
    }

    public static ShardSet of(long[] words) {
        return new ShardSet(trimmed(words.clone()));
    }

    public ShardSet with(int shard) {
        long[] next = Arrays.copyOf(words, Math.max(words.length, (shard >> 6) + 1));
        next[shard >> 6] |= 1L << (shard & 63);
        return new ShardSet(next);
    }

    public ShardSet without(int shard) {
        if (!contains(shard)) {
            return this;
        }
        long[] next = words.clone();
        next[shard >> 6] &= ~(1L << (shard & 63));
        return new ShardSet(trimmed(next));
    }

    public boolean contains(int shard) {
        return (shard >> 6) < words.length && (words[shard >> 6] & (1L << (shard & 63))) != 0;
    }

    public boolean isEmpty() {
        return words.length == 0;
    }

    public IntStream shards() {
        return IntStream.range(0, words.length * 64).filter(this::contains);
    }

    public long[] toWords() {
        return words.clone();
    }

    private static long[] trimmed(long[] words) {
        int length = words.length;
        while (length > 0 && words[length - 1] == 0) {
            length--;
        }
        return length == words.length ? words : Arrays.copyOf(words, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardSet that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return shards().boxed().toList().toString();
    }
}
