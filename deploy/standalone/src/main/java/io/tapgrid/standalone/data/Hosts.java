package io.tapgrid.standalone.data;

import java.util.List;

/** Where the processes of a system run: all on this machine's loopback, or each at an address of its own. Any thread. */
public interface Hosts {
    Hosts LOOPBACK = new Hosts() {
        @Override
        public String of(String process) {
            return "127.0.0.1";
        }

        @Override
        public List<String> launcher(String process) {
            return List.of();
        }
    };

    /** The IPv4 address that the process listens on, and is reached at by all others. */
    String of(String process);

    /** What stands before the command line of the process, and hands over to it by {@code exec}. */
    List<String> launcher(String process);
}
