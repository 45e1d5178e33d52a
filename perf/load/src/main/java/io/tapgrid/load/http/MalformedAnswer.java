package io.tapgrid.load.http;

/** The server wrote something that is not an HTTP/1.1 answer, or one past the limits. */
final class MalformedAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedAnswer(String what) {
        super(what);
    }
}
