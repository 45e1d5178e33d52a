package io.tapgrid.domain.shard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Decides every command to a shard. Same command, same view, same {@code now}: same decision; nothing is changed until
 * the events are applied ({@link Events}). Callable from any thread.
 */
public final class ShardProcessor {
    private ShardProcessor() {}

    /** {@code now} never goes back within a shard; whatever is finer than a microsecond is dropped. */
    public static Decision decide(ShardCommand command, ShardView view, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        return command.fold(new ShardCommand.Cases<>(
                grab -> GrabProcessor.decide(grab, view, at),
                reserve -> ReservationProcessor.reserve(reserve, view, at),
                list -> ReservationProcessor.importAll(list, view, at),
                cart -> PurchaseProcessor.cart(cart, view, at),
                cancel -> PurchaseProcessor.cancel(cancel, view, at),
                pay -> PaymentProcessor.pay(pay, view, at),
                refund -> PaymentProcessor.refund(refund, view, at),
                expire -> PurchaseProcessor.expire(expire, view, at)));
    }
}
