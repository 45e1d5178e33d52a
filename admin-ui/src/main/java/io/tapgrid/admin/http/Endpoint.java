package io.tapgrid.admin.http;

/** Serves one route. Runs on a thread that may wait. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Answers the exchange.
     *
     * @throws Problem for everything that is refused
     */
    void serve(Exchange exchange) throws Exception;
}
