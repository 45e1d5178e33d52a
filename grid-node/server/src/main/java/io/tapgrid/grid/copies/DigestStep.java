package io.tapgrid.grid.copies;

import java.util.Map;
import java.util.TreeMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** One node's part: a digest of each shard that it keeps a copy of, primary or backup. Reads everything it has. */
final class DigestStep implements IgniteCallable<Map<Integer, ShardDigest>> {
    private static final long serialVersionUID = 1L;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    @Override
    public Map<Integer, ShardDigest> call() {
        Ignite here = ignite;
        Map<Integer, ShardDigest> digests = new TreeMap<>();
        if (here != null) {
            LocalRows.read(
                    here,
                    (shard, cache, key, hash) -> digests.computeIfAbsent(shard, it -> new ShardDigest())
                            .add(hash));
            LocalRows.beingFilled(here).forEach(shard -> digests.put(shard, ShardDigest.beingFilled()));
        }
        return digests;
    }
}
