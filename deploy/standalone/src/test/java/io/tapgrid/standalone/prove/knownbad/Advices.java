package io.tapgrid.standalone.prove.knownbad;

import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.apache.ignite.cache.PartitionLossPolicy;
import org.apache.ignite.configuration.CacheConfiguration;

/** What is put into the methods of {@link KnownBad}: copied there, so everything that it names must be public. */
@SuppressWarnings("UnusedVariable") // what is assigned here is read by the method that it is copied into
public final class Advices {
    private Advices() {}

    public static final class AlwaysTrue {
        private AlwaysTrue() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean answer) {
            answer = true;
        }
    }

    public static final class Nothing {
        private Nothing() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<?> answer) {
            answer = Optional.empty();
        }
    }

    public static final class LossIgnored {
        private LossIgnored() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) PartitionLossPolicy policy) {
            policy = PartitionLossPolicy.IGNORE;
        }
    }

    public static final class UnknownIsRefused {
        private UnknownIsRefused() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This(typing = Assigner.Typing.DYNAMIC) Object asked) {
            return Planted.refuse(asked);
        }
    }

    public static final class ErrorIsShipped {
        private ErrorIsShipped() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @Advice.Argument(2) List<?> entries,
                @Advice.Thrown(readOnly = false, typing = Assigner.Typing.DYNAMIC) Throwable thrown,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object shipment) {
            if (thrown != null) {
                thrown = null;
                shipment = Planted.shipment(entries.size());
            }
        }
    }

    public static final class WithStore {
        private WithStore() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return CacheConfiguration<?, ?> cache) {
            Planted.store(cache);
        }
    }
}
