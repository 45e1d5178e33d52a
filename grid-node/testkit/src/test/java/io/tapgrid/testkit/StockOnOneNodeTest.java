package io.tapgrid.testkit;

/** Stock on a grid of one node, with more shards than a laptop would have. */
final class StockOnOneNodeTest extends StockClusterTest {
    StockOnOneNodeTest() {
        super(1, 64);
    }
}
