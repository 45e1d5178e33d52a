package io.tapgrid.gridapi.wire;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.gridapi.SaleAdmin.AuditMark;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.SaleAdmin.Imported;
import io.tapgrid.gridapi.SaleAdmin.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Each method of {@link SaleAdmin} with its arguments as bytes; and, on the server, the answer to them. */
public final class AdminQuestion {
    private static final Kind[] KINDS = Kind.values();
    private static final Move[] MOVES = Move.values();

    private enum Kind {
        BOARD,
        SAVE,
        MOVE,
        ADJUST_STOCK,
        IMPORT,
        CONSERVATION,
        AUDIT,
        RECORD
    }

    private AdminQuestion() {}

    public static byte[] board() {
        return begin(Kind.BOARD).toBytes();
    }

    public static byte[] save(Sale sale, List<Item> items, String actor) {
        WireWriter out = begin(Kind.SAVE);
        out.putText(actor);
        BoardCodec.write(out, card(sale, items));
        return out.toBytes();
    }

    public static byte[] move(SaleId saleId, Move move, Optional<RequestKey> key, String actor) {
        WireWriter out = begin(Kind.MOVE);
        out.putText(saleId.value());
        out.putConstant(move);
        out.putTextOrNull(key.map(RequestKey::value).orElse(null));
        out.putText(actor);
        return out.toBytes();
    }

    public static byte[] adjustStock(SaleId saleId, Sku sku, long delta, String reason, RequestKey key, String actor) {
        WireWriter out = begin(Kind.ADJUST_STOCK);
        out.putText(saleId.value());
        out.putText(sku.value());
        out.putWord(delta);
        out.putText(reason);
        out.putText(key.value());
        out.putText(actor);
        return out.toBytes();
    }

    public static byte[] importReservations(SaleId saleId, List<Line> lines) {
        WireWriter out = begin(Kind.IMPORT);
        out.putText(saleId.value());
        out.putNumber(lines.size());
        for (Line line : lines) {
            out.putText(line.sku().value());
            out.putText(line.uid().value());
        }
        return out.toBytes();
    }

    public static byte[] conservation(SaleId saleId) {
        WireWriter out = begin(Kind.CONSERVATION);
        out.putText(saleId.value());
        return out.toBytes();
    }

    public static byte[] audit(AuditMark before, int limit) {
        WireWriter out = begin(Kind.AUDIT);
        AdminAnswer.write(out, before);
        out.putNumber(limit);
        return out.toBytes();
    }

    public static byte[] record(AuditRow row) {
        WireWriter out = begin(Kind.RECORD);
        AdminAnswer.write(out, row);
        return out.toBytes();
    }

    /** Asks the server's own operators' door. Throws what that throws. */
    static byte[] answer(byte[] question, SaleAdmin admin) {
        WireReader in = new WireReader(question);
        return switch (KINDS[in.getByte()]) {
            case BOARD -> AdminAnswer.board(admin.board());
            case SAVE -> save(in, admin);
            case MOVE ->
                AdminAnswer.applied(admin.move(
                        new SaleId(in.getText()),
                        MOVES[in.getByte()],
                        Optional.ofNullable(in.getTextOrNull()).map(RequestKey::new),
                        in.getText()));
            case ADJUST_STOCK ->
                AdminAnswer.adjusted(admin.adjustStock(
                        new SaleId(in.getText()),
                        new Sku(in.getText()),
                        in.getWord(),
                        in.getText(),
                        new RequestKey(in.getText()),
                        in.getText()));
            case IMPORT -> AdminAnswer.imported(importNow(in, admin));
            case CONSERVATION -> AdminAnswer.conservation(admin.conservation(new SaleId(in.getText())));
            case AUDIT -> AdminAnswer.audit(admin.audit(AdminAnswer.readMark(in), in.getInt()));
            case RECORD -> {
                admin.record(AdminAnswer.readRow(in));
                yield AdminAnswer.nothing();
            }
        };
    }

    private static byte[] save(WireReader in, SaleAdmin admin) {
        String actor = in.getText();
        SaleCard card = BoardCodec.readCard(in);
        List<Item> items = card.items().stream().map(ItemCard::item).toList();
        return AdminAnswer.saved(admin.save(card.sale(), items, actor));
    }

    private static Imported importNow(WireReader in, SaleAdmin admin) {
        SaleId saleId = new SaleId(in.getText());
        int count = in.getCount(2);
        if (count > SaleAdmin.IMPORT_LINES_MAX) {
            throw new IllegalArgumentException(
                    "lines: " + count + " (expected: at most " + SaleAdmin.IMPORT_LINES_MAX + ")");
        }
        List<Line> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(new Line(new Sku(in.getText()), new Uid(in.getText())));
        }
        try {
            return admin.importReservations(saleId, lines).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof GridUnavailableException unavailable) {
                throw unavailable;
            }
            throw new GridUnavailableException(
                    Reason.UNKNOWN_OUTCOME, Duration.ofSeconds(1), "the import was not answered: " + e.getCause());
        }
    }

    static SaleCard card(Sale sale, List<Item> items) {
        return new SaleCard(
                sale,
                items.stream().map(item -> new ItemCard(item, false, 0, 0)).toList());
    }

    private static WireWriter begin(Kind kind) {
        WireWriter out = new WireWriter();
        out.putConstant(kind);
        return out;
    }
}
