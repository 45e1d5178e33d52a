package io.tapgrid.grid.ship;

import io.tapgrid.testkit.database.DatabaseKind;

class ShipperOnMySqlTest extends ShipperContract {
    ShipperOnMySqlTest() {
        super(DatabaseKind.MYSQL);
    }
}
