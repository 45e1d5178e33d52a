package io.tapgrid.admin;

import io.tapgrid.admin.grid.IgniteSaleAdmin;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ready once the API is served, and while the grid can be asked. Any thread. */
final class Readiness implements BooleanSupplier {
    private volatile @Nullable IgniteSaleAdmin grid;

    void serves(IgniteSaleAdmin served) {
        grid = served;
    }

    @Override
    public boolean getAsBoolean() {
        IgniteSaleAdmin served = grid;
        return served != null && served.isConnected();
    }
}
