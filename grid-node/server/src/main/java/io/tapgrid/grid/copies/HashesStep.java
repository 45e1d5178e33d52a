package io.tapgrid.grid.copies;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.ignite.Ignite;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** One node's rows of some shards, each with a hash of what is in it. */
final class HashesStep implements IgniteCallable<Map<Integer, Map<RowRef, Long>>> {
    private static final long serialVersionUID = 1L;

    private final Set<Integer> shards;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    HashesStep(Set<Integer> shards) {
        this.shards = Set.copyOf(shards);
    }

    @Override
    public Map<Integer, Map<RowRef, Long>> call() {
        Ignite here = ignite;
        Map<Integer, Map<RowRef, Long>> hashes = new HashMap<>();
        if (here != null) {
            LocalRows.read(here, (shard, cache, key, hash) -> {
                if (shards.contains(shard)) {
                    hashes.computeIfAbsent(shard, it -> new HashMap<>()).put(new RowRef(cache, plain(key)), hash);
                }
            });
        }
        return hashes;
    }

    private static Object plain(Object key) {
        return key instanceof BinaryObject binary ? binary.deserialize() : key;
    }
}
