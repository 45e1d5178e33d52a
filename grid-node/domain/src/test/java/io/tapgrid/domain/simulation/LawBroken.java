package io.tapgrid.domain.simulation;

import java.util.function.Supplier;

/** A law was broken, or the kernel and the model disagree: the simulator has found something. */
final class LawBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LawBroken(String message) {
        super(message);
    }

    static void unless(boolean kept, Supplier<String> message) {
        if (!kept) {
            throw new LawBroken(message.get());
        }
    }
}
