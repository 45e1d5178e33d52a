package io.tapgrid.grid.ship;

import io.tapgrid.testkit.database.DatabaseKind;

class ShipperOnMariaDbTest extends ShipperContract {
    ShipperOnMariaDbTest() {
        super(DatabaseKind.MARIADB);
    }
}
