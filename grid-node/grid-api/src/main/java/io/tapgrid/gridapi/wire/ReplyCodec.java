package io.tapgrid.gridapi.wire;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.ShardReply;
import java.time.Duration;

/** One reply as a code and its fields: a decision's outcome, or why there is none. */
final class ReplyCodec {
    private static final int ELSEWHERE = 1;
    private static final int UNKNOWN = 2;
    private static final int NOT_TAKEN = 3;
    private static final int WON = 4;
    private static final int REPEATED = 5;
    private static final int MOVED = 6;
    private static final int RESERVED = 7;
    private static final int IMPORTED = 8;
    private static final int NOTHING = 9;
    private static final int REFUSED = 10;

    private static final Reason[] REASONS = Reason.values();

    private ReplyCodec() {}

    static void write(WireWriter out, ShardReply reply) {
        if (!(reply instanceof ShardReply.Answered answered)) {
            out.putByte(ELSEWHERE);
        } else if (answered.answer() instanceof Answer.Decided decided) {
            write(out, decided.outcome());
        } else if (answered.answer() instanceof Answer.NotTaken notTaken) {
            out.putByte(NOT_TAKEN);
            out.putConstant(notTaken.reason());
            out.putNumber(notTaken.retryAfter().toMillis());
        } else {
            out.putByte(UNKNOWN);
        }
    }

    static ShardReply read(WireReader in) {
        int code = in.getByte();
        return switch (code) {
            case ELSEWHERE -> new ShardReply.Elsewhere();
            case UNKNOWN -> new ShardReply.Answered(new Answer.Unknown());
            case NOT_TAKEN ->
                new ShardReply.Answered(new Answer.NotTaken(REASONS[in.getByte()], Duration.ofMillis(in.getNumber())));
            default -> new ShardReply.Answered(new Answer.Decided(readOutcome(code, in)));
        };
    }

    private static void write(WireWriter out, Outcome outcome) {
        outcome.fold(new Outcome.Cases<>(
                it -> purchase(out, WON, it.purchase()),
                it -> purchase(out, REPEATED, it.purchase()),
                it -> purchase(out, MOVED, it.purchase()),
                it -> reserved(out, it),
                it -> imported(out, it),
                it -> nothing(out),
                it -> refused(out, it),
                it -> {
                    throw new IllegalArgumentException("reply: " + it + " (expected: never outside the grid)");
                }));
    }

    private static Outcome readOutcome(int code, WireReader in) {
        return switch (code) {
            case WON -> new Outcome.Won(PurchaseCodec.read(in));
            case REPEATED -> new Outcome.Repeated(PurchaseCodec.read(in));
            case MOVED -> new Outcome.Moved(PurchaseCodec.read(in));
            case RESERVED -> new Outcome.Reserved(PurchaseCodec.readReservation(in), in.getFlag());
            case IMPORTED -> new Outcome.Imported(in.getInt(), in.getInt());
            case NOTHING -> new Outcome.Nothing();
            case REFUSED -> new Outcome.Refused(REASONS[in.getByte()], in.getTextOrNull());
            default -> throw new IllegalArgumentException("wire: reply " + code);
        };
    }

    private static WireWriter purchase(WireWriter out, int code, Purchase purchase) {
        out.putByte(code);
        PurchaseCodec.write(out, purchase);
        return out;
    }

    private static WireWriter reserved(WireWriter out, Outcome.Reserved reserved) {
        out.putByte(RESERVED);
        PurchaseCodec.write(out, reserved.reservation());
        out.putFlag(reserved.made());
        return out;
    }

    private static WireWriter imported(WireWriter out, Outcome.Imported imported) {
        out.putByte(IMPORTED);
        out.putNumber(imported.added());
        out.putNumber(imported.existing());
        return out;
    }

    private static WireWriter nothing(WireWriter out) {
        out.putByte(NOTHING);
        return out;
    }

    private static WireWriter refused(WireWriter out, Outcome.Refused refused) {
        out.putByte(REFUSED);
        out.putConstant(refused.reason());
        out.putTextOrNull(refused.field());
        return out;
    }
}
