package io.tapgrid.standalone.prove.host;

import io.tapgrid.standalone.data.Hosts;
import java.util.List;
import java.util.Optional;

/** All processes on the loopback of this machine. */
record Loopback(LaunchExtras extras) implements Place {
    @Override
    public String of(String process) {
        return Hosts.LOOPBACK.of(process);
    }

    @Override
    public List<String> launcher(String process) {
        return extras.of(process);
    }

    @Override
    public Optional<Wires> wires() {
        return Optional.empty();
    }

    @Override
    public String describe() {
        return "all processes on one loopback; to cut wires, fill disks and turn clocks it must be run by root";
    }

    @Override
    public void close() {}
}
