package io.tapgrid.grid.ship;

import io.tapgrid.testkit.database.DatabaseKind;

class ColdStartOnMySqlTest extends ColdStartContract {
    ColdStartOnMySqlTest() {
        super(DatabaseKind.MYSQL);
    }
}
