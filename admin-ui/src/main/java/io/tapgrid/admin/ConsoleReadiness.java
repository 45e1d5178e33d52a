package io.tapgrid.admin;

import io.tapgrid.admin.grid.IgniteSaleAdmin;
import io.tapgrid.gridapi.ops.ManagementServer.Readiness;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ready once the API is served, and while the grid can be asked. Any thread. */
final class ConsoleReadiness implements Supplier<Readiness> {
    private volatile @Nullable IgniteSaleAdmin grid;

    void serves(IgniteSaleAdmin served) {
        grid = served;
    }

    @Override
    public Readiness get() {
        IgniteSaleAdmin served = grid;
        if (served == null) {
            return Readiness.notYet("waiting for the grid");
        }
        return served.isConnected() ? Readiness.READY : Readiness.notYet("the grid does not answer");
    }
}
