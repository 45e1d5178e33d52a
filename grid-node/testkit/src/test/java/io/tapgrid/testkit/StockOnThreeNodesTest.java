package io.tapgrid.testkit;

/** Stock on a grid of three nodes with one backup: pools and slices lie on different nodes. */
final class StockOnThreeNodesTest extends StockClusterTest {
    StockOnThreeNodesTest() {
        super(3, 16);
    }
}
