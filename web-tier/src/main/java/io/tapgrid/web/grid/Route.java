package io.tapgrid.web.grid;

/** A way to the primaries of the shards. Two: {@link LocalRoute} into this JVM, {@link RemoteRoute} over the network. */
interface Route {
    /** Sends the command once. Never blocks, never throws; what comes of it goes to {@link Attempts}. */
    void send(OpenCommand command);

    /** Called now and then, by one thread: sends what may be sent by now. */
    void tick();

    /** Commands that wait to be sent. */
    int waiting();
}
