package io.tapgrid.grid.ship;

/** A row to be written and the event it comes from: the last one about it in the batch. */
record PendingRow<R>(R row, EventPlace place) {}
