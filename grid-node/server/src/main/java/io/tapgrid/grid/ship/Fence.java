package io.tapgrid.grid.ship;

/** Asked between writing a shipment into MySQL and committing it. */
@FunctionalInterface
interface Fence {
    /**
     * Commits a write in the grid that proves that this node is in the majority and still the shipper of that epoch.
     *
     * @throws FencedException when another node has claimed the shard, or is primary now
     */
    void fence(int shard, long epoch);
}
