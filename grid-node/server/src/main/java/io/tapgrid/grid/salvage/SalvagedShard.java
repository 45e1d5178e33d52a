package io.tapgrid.grid.salvage;

import java.time.Instant;

/**
 * What a disk had of one shard.
 *
 * @param complete whether the copy was a whole one; of one that was still being filled whatever was there is in MySQL now
 * @param lastChange when the last of its commits was made
 * @param entriesBrought those that MySQL did not have
 * @param rowsRefused rows that MySQL put into {@code dead_letter}
 * @param problem why its journal could not be brought; empty when it could
 */
public record SalvagedShard(
        int shard, boolean complete, Instant lastChange, long entriesBrought, int rowsRefused, String problem) {}
