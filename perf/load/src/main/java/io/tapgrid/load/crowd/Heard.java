package io.tapgrid.load.crowd;

import io.tapgrid.load.http.Outcome;
import io.tapgrid.load.site.Reply;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** What came back of a request: a reply, or silence, which may or may not have had an effect. */
sealed interface Heard {

    record Said(Reply reply) implements Heard {
        @Override
        public <T> T fold(Function<Reply, T> said, Function<Silence, T> silence) {
            return said.apply(reply);
        }

        @Override
        public void either(Consumer<Reply> said, Consumer<Silence> silence) {
            said.accept(reply);
        }

        @Override
        public String label() {
            String outcome = reply.text("outcome");
            return !reply.ok() ? reply.reason() : outcome.isEmpty() ? "ok" : outcome.toLowerCase(Locale.ROOT);
        }
    }

    record Silence(Outcome.Why why, boolean mayHaveHadEffect) implements Heard {
        @Override
        public <T> T fold(Function<Reply, T> said, Function<Silence, T> silence) {
            return silence.apply(this);
        }

        @Override
        public void either(Consumer<Reply> said, Consumer<Silence> silence) {
            silence.accept(this);
        }

        @Override
        public String label() {
            return why.label();
        }
    }

    static Heard of(Outcome outcome) {
        return outcome.fold(
                answer -> new Said(Reply.of(answer)), why -> new Silence(why, true), why -> new Silence(why, false));
    }

    <T> T fold(Function<Reply, T> said, Function<Silence, T> silence);

    /** Does the one or the other. */
    void either(Consumer<Reply> said, Consumer<Silence> silence);

    /** How reports name it. */
    String label();
}
