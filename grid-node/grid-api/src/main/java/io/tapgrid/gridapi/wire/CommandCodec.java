package io.tapgrid.gridapi.wire;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardCommand.Cancel;
import io.tapgrid.domain.shard.ShardCommand.Cart;
import io.tapgrid.domain.shard.ShardCommand.Expire;
import io.tapgrid.domain.shard.ShardCommand.Grab;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.domain.shard.ShardCommand.Pay;
import io.tapgrid.domain.shard.ShardCommand.Refund;
import io.tapgrid.domain.shard.ShardCommand.Reserve;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command as a code and its fields. */
final class CommandCodec {
    private static final int GRAB = 1;
    private static final int RESERVE = 2;
    private static final int IMPORT = 3;
    private static final int CART = 4;
    private static final int CANCEL = 5;
    private static final int PAY = 6;
    private static final int REFUND = 7;
    private static final int EXPIRE = 8;

    private CommandCodec() {}

    static void write(WireWriter out, ShardCommand command) {
        command.fold(new ShardCommand.Cases<>(
                it -> grab(out, it),
                it -> reserve(out, it),
                it -> importReservations(out, it),
                it -> purchase(out, CART, it.purchaseId(), it.key()),
                it -> purchase(out, CANCEL, it.purchaseId(), it.key()),
                it -> payment(out, PAY, it.purchaseId(), it.payment()),
                it -> payment(out, REFUND, it.purchaseId(), it.payment()),
                it -> expire(out, it)));
    }

    static ShardCommand read(WireReader in) {
        int code = in.getByte();
        return switch (code) {
            case GRAB -> new Grab(sale(in), sku(in), uid(in), key(in));
            case RESERVE -> new Reserve(sale(in), sku(in), uid(in));
            case IMPORT -> new ImportReservations(sale(in), in.getInt(), lines(in));
            case CART -> new Cart(PurchaseCodec.readId(in), key(in));
            case CANCEL -> new Cancel(PurchaseCodec.readId(in), key(in));
            case PAY -> new Pay(PurchaseCodec.readId(in), PurchaseCodec.readPayment(in));
            case REFUND -> new Refund(PurchaseCodec.readId(in), PurchaseCodec.readPayment(in));
            case EXPIRE -> new Expire(PurchaseCodec.readId(in), in.getInt());
            default -> throw new IllegalArgumentException("wire: command " + code);
        };
    }

    private static WireWriter grab(WireWriter out, Grab grab) {
        out.putByte(GRAB);
        out.putText(grab.saleId().value());
        out.putText(grab.sku().value());
        out.putText(grab.uid().value());
        return key(out, grab.key());
    }

    private static WireWriter reserve(WireWriter out, Reserve reserve) {
        out.putByte(RESERVE);
        out.putText(reserve.saleId().value());
        out.putText(reserve.sku().value());
        out.putText(reserve.uid().value());
        return out;
    }

    private static WireWriter importReservations(WireWriter out, ImportReservations list) {
        out.putByte(IMPORT);
        out.putText(list.saleId().value());
        out.putNumber(list.shard());
        out.putNumber(list.lines().size());
        for (Line line : list.lines()) {
            out.putText(line.sku().value());
            out.putText(line.uid().value());
        }
        return out;
    }

    private static List<Line> lines(WireReader in) {
        int count = in.getCount(2);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(new Line(sku(in), uid(in)));
        }
        return lines;
    }

    private static WireWriter purchase(WireWriter out, int code, PurchaseId id, @Nullable RequestKey key) {
        out.putByte(code);
        PurchaseCodec.writeId(out, id);
        return key(out, key);
    }

    private static WireWriter payment(WireWriter out, int code, PurchaseId id, Payment payment) {
        out.putByte(code);
        PurchaseCodec.writeId(out, id);
        PurchaseCodec.writePayment(out, payment);
        return out;
    }

    private static WireWriter expire(WireWriter out, Expire expire) {
        out.putByte(EXPIRE);
        PurchaseCodec.writeId(out, expire.purchaseId());
        out.putNumber(expire.version());
        return out;
    }

    static WireWriter key(WireWriter out, @Nullable RequestKey key) {
        out.putTextOrNull(key == null ? null : key.value());
        return out;
    }

    private static SaleId sale(WireReader in) {
        return new SaleId(in.getText());
    }

    private static Sku sku(WireReader in) {
        return new Sku(in.getText());
    }

    private static Uid uid(WireReader in) {
        return new Uid(in.getText());
    }

    static @Nullable RequestKey key(WireReader in) {
        String key = in.getTextOrNull();
        return key == null ? null : new RequestKey(key);
    }
}
