package io.tapgrid.testkit;

import io.tapgrid.domain.Shards;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleGrid;

/** The grid in memory keeps the contract that the real one keeps. */
final class InMemorySaleAdminTest extends SaleAdminContract {
    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryGrid grid = new InMemoryGrid(new Shards(16), clock);

    @Override
    protected SaleGrid grid() {
        return grid;
    }

    @Override
    protected SaleAdmin admin() {
        return grid.admin();
    }

    @Override
    protected SettableClock clock() {
        return clock;
    }
}
