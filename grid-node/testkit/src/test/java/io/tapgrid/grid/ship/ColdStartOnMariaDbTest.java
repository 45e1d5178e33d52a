package io.tapgrid.grid.ship;

import io.tapgrid.testkit.database.DatabaseKind;

class ColdStartOnMariaDbTest extends ColdStartContract {
    ColdStartOnMariaDbTest() {
        super(DatabaseKind.MARIADB);
    }
}
