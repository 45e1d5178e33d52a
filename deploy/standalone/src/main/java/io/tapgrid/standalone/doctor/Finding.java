package io.tapgrid.standalone.doctor;

/**
 * One thing looked at.
 *
 * @param remedy what to do about it; empty when all is well
 */
record Finding(Level level, String what, String remedy) {
    enum Level {
        OK,
        WARNING,
        PROBLEM
    }

    static Finding ok(String what) {
        return new Finding(Level.OK, what, "");
    }

    static Finding warning(String what, String remedy) {
        return new Finding(Level.WARNING, what, remedy);
    }

    static Finding problem(String what, String remedy) {
        return new Finding(Level.PROBLEM, what, remedy);
    }
}
