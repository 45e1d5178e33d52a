package io.tapgrid.grid.ship;

/** MySQL has heard from a later shipper of the shard than this one. It forgets its claim and touches nothing. */
final class StaleEpochException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long epochInMySql;

    StaleEpochException(int shard, long epoch, long epochInMySql) {
        super("shard " + shard + ": MySQL has epoch " + epochInMySql + ", this shipper " + epoch);
        this.epochInMySql = epochInMySql;
    }

    long epochInMySql() {
        return epochInMySql;
    }
}
