package io.tapgrid.load.http;

import java.util.function.Function;

/**
 * What is known of a request afterwards. {@link Unknown} is neither success nor failure: the request was sent, in whole
 * or in part, and no well-formed answer came; only a repeat with the same key tells.
 */
public sealed interface Outcome {

    record Answered(Answer answer) implements Outcome {
        @Override
        public <T> T fold(Function<Answer, T> answered, Function<Why, T> unknown, Function<Why, T> notSent) {
            return answered.apply(answer);
        }
    }

    record Unknown(Why why) implements Outcome {
        @Override
        public <T> T fold(Function<Answer, T> answered, Function<Why, T> unknown, Function<Why, T> notSent) {
            return unknown.apply(why);
        }
    }

    /** Not one byte left this process: repeating is always safe. */
    record NotSent(Why why) implements Outcome {
        @Override
        public <T> T fold(Function<Answer, T> answered, Function<Why, T> unknown, Function<Why, T> notSent) {
            return notSent.apply(why);
        }
    }

    /** Why there is no answer; {@link #label()} is how reports name it. */
    enum Why {
        TIMED_OUT("timed-out"),
        CONNECTION_LOST("connection-lost"),
        MALFORMED_ANSWER("malformed-answer"),
        CONNECT_FAILED("connect-failed"),
        DRIVER_FULL("driver-full"),
        WAITED_TOO_LONG("waited-too-long"),
        DRIVER_CLOSED("driver-closed");

        private final String label;

        Why(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    <T> T fold(Function<Answer, T> answered, Function<Why, T> unknown, Function<Why, T> notSent);
}
