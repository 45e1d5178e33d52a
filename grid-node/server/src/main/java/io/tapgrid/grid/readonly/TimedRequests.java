package io.tapgrid.grid.readonly;

import java.util.Optional;
import org.apache.ignite.internal.processors.odbc.ClientListenerConnectionContext;
import org.apache.ignite.internal.processors.odbc.ClientMessage;

/** The requests of one kind of client that have to do with statements, and so with their limits. Any thread. */
interface TimedRequests {
    boolean contain(int kind);

    /** Whether the request's kind is to run a statement, or to go on with one: what may take a core for as long as it is let. */
    boolean work(int kind);

    /** Whether the client has taken its statement back while it waited for a thread, and has its answer. Ask once, just before the request is run. */
    boolean isTakenBack(ClientListenerConnectionContext connection, ConnectionStatements own, ClientMessage message);

    /** Runs a request that reads. Empty where there is to be no answer. */
    Optional<ClientMessage> answer(
            ClientListenerConnectionContext connection, ConnectionStatements own, ClientMessage message);
}
