package io.tapgrid.load.speed;

/** One measured stretch and what was asked in it. */
record Round(Kind kind, Reading reading) {}
