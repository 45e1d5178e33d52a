package io.tapgrid.standalone.prove.host;

import java.io.IOException;

/** What can happen to the network between processes. Processes are named as in their pid files. */
public interface Wires {
    /** From now on what {@code from} sends to {@code to} gets lost without a word; the other way is not touched. */
    void cut(String from, String to) throws IOException, InterruptedException;

    /** Takes {@link #cut} back; harmless where nothing was cut. */
    void join(String from, String to) throws IOException, InterruptedException;

    /** Everything to and from {@code process} goes through a narrow pipe with a short queue: it is late, and some of it is lost. */
    void narrow(String process) throws IOException, InterruptedException;

    /** Takes {@link #narrow} back. */
    void widen(String process) throws IOException, InterruptedException;
}
