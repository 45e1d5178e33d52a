package io.tapgrid.standalone.bench;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.standalone.start.Ports;
import java.util.stream.IntStream;

/** Ports for a system of its own, beside whatever else runs on the machine: so many in a row that nobody uses. */
final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int LAST = 30_000;
    private static final int IN_A_ROW = 50;

    private FreePorts() {}

    static Settings.Ports find() {
        for (int base = FIRST; base < LAST; base += IN_A_ROW) {
            if (IntStream.range(base, base + IN_A_ROW).allMatch(Ports::isFree)) {
                return new Settings.Ports(base, base + 1, base + 2, base + 10, base + 11, base + 20, base + 30);
            }
        }
        throw new CommandFailure("no " + IN_A_ROW + " free ports in a row from " + FIRST + " to " + LAST);
    }
}
