package io.tapgrid.gridapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.ShardReply;
import io.tapgrid.gridapi.wire.ShardCallCodec.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardCallCodecTest {
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");
    private static final Uid SHOPPER = new Uid("u.1_@:-Z");
    private static final RequestKey KEY = new RequestKey("a key ~!");
    private static final RequestKey CART_KEY = new RequestKey("cart");
    private static final PurchaseId ID = new PurchaseId(SALE, 99, SHOPPER);
    private static final Payment PAYMENT = new Payment("pay-1", Long.MAX_VALUE, "CNY");
    private static final Instant NOW = Instant.parse("2026-12-01T04:00:00.123456Z");

    @Test
    void every_command_comes_out_as_it_went_in() {
        List<Sent> commands = List.of(
                sent(new ShardCommand.Grab(SALE, PHONE, SHOPPER, KEY)),
                sent(new ShardCommand.Grab(SALE, PHONE, SHOPPER, null)),
                sent(new ShardCommand.Reserve(SALE, PHONE, SHOPPER)),
                sent(new ShardCommand.ImportReservations(SALE, 1_023, List.of(new Line(PHONE, SHOPPER)))),
                sent(new ShardCommand.Cart(ID, KEY)),
                sent(new ShardCommand.Cancel(ID, null)),
                sent(new ShardCommand.Pay(ID, PAYMENT)),
                sent(new ShardCommand.Refund(ID, PAYMENT)),
                sent(new ShardCommand.Expire(ID, 7)));

        assertThat(ShardCallCodec.readCommands(ShardCallCodec.writeCommands(commands)))
                .isEqualTo(commands);
    }

    @Test
    void every_reply_comes_out_as_it_went_in() {
        Purchase held = Purchase.held(ID, PHONE, KEY, NOW, NOW.plusSeconds(300));
        Purchase paid = held.carted(NOW, NOW.plusSeconds(900), CART_KEY).paid(NOW, PAYMENT);
        List<ShardReply> replies = List.of(
                new ShardReply.Elsewhere(),
                answered(new Answer.Unknown()),
                answered(new Answer.NotTaken(Reason.QUEUE_FULL, Duration.ofMillis(1_500))),
                decided(new Outcome.Won(held)),
                decided(new Outcome.Won(Purchase.held(ID, PHONE, null, NOW, NOW.plusSeconds(1)))),
                decided(new Outcome.Repeated(paid.released(NOW, ReleaseReason.REFUNDED))),
                decided(new Outcome.Moved(paid)),
                decided(new Outcome.Moved(held.carted(NOW, NOW.plusSeconds(900), null))),
                decided(new Outcome.Moved(
                        held.carted(NOW, NOW.plusSeconds(900), CART_KEY).cancelled(NOW, new RequestKey("cancel")))),
                decided(new Outcome.Reserved(
                        new Reservation(SALE, PHONE, SHOPPER, NOW, Reservation.Source.IMPORT), true)),
                decided(new Outcome.Imported(3, 4)),
                decided(new Outcome.Nothing()),
                decided(new Outcome.Refused(Reason.SOLD_OUT)),
                decided(new Outcome.Refused(Reason.INVALID_REQUEST, "Idempotency-Key")));

        assertThat(ShardCallCodec.readReplies(ShardCallCodec.writeReplies(replies)))
                .isEqualTo(replies);
    }

    @Test
    void every_reason_can_be_sent() {
        List<ShardReply> replies = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            replies.add(decided(new Outcome.Refused(reason)));
        }

        assertThat(ShardCallCodec.readReplies(ShardCallCodec.writeReplies(replies)))
                .isEqualTo(replies);
    }

    @Test
    void what_needs_stock_never_leaves_the_grid() {
        List<ShardReply> replies = List.of(decided(new Outcome.NeedsStock(SALE, PHONE)));

        assertThatThrownBy(() -> ShardCallCodec.writeReplies(replies)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytes_of_another_release_or_cut_short_are_refused() {
        byte[] bytes = ShardCallCodec.writeCommands(List.of(sent(new ShardCommand.Cart(ID, KEY))));
        byte[] other = bytes.clone();
        other[0]++;

        assertThatThrownBy(() -> ShardCallCodec.readCommands(other)).isInstanceOf(IllegalArgumentException.class);
        IntStream.range(0, bytes.length)
                .forEach(length -> assertThatThrownBy(() -> ShardCallCodec.readCommands(Arrays.copyOf(bytes, length)))
                        .as("the first %s bytes", length)
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void a_call_carries_so_many_commands_and_no_more() {
        Sent one = sent(new ShardCommand.Cart(ID, KEY));

        assertThatThrownBy(() -> ShardCallCodec.writeCommands(IntStream.rangeClosed(0, ShardCallCodec.COMMANDS_MAX)
                        .mapToObj(i -> one)
                        .toList()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Sent sent(ShardCommand command) {
        return new Sent(5, command, NOW);
    }

    private static ShardReply decided(Outcome outcome) {
        return answered(new Answer.Decided(outcome));
    }

    private static ShardReply answered(Answer answer) {
        return new ShardReply.Answered(answer);
    }
}
