package io.tapgrid.gridapi.wire;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin.Adjusted;
import io.tapgrid.gridapi.SaleAdmin.Applied;
import io.tapgrid.gridapi.SaleAdmin.AuditMark;
import io.tapgrid.gridapi.SaleAdmin.AuditPage;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import io.tapgrid.gridapi.SaleAdmin.Imported;
import io.tapgrid.gridapi.SaleAdmin.ItemStock;
import io.tapgrid.gridapi.SaleAdmin.Saved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The answers to {@link AdminQuestion}s as bytes. The first byte tells done, refused, unavailable and not serving apart. */
public final class AdminAnswer {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int UNAVAILABLE = 2;
    private static final int NOT_SERVING = 3;
    private static final Duration SERVES_SOON = Duration.ofSeconds(1);
    private static final Reason[] REASONS = Reason.values();
    private static final int STOCK_BYTES_MIN = 14;

    private AdminAnswer() {}

    static byte[] nothing() {
        return done().toBytes();
    }

    /** Of a server that is starting or stopping: it has done nothing, and another one may be asked. */
    static byte[] notServing() {
        return new byte[] {NOT_SERVING};
    }

    public static boolean isNotServing(byte[] answer) {
        return answer[0] == NOT_SERVING;
    }

    static byte[] unavailable(GridUnavailableException unavailable) {
        WireWriter out = new WireWriter();
        out.putByte(UNAVAILABLE);
        out.putConstant(unavailable.reason());
        out.putNumber(unavailable.retryAfter().toMillis());
        out.putText(String.valueOf(unavailable.getMessage()));
        return out.toBytes();
    }

    static byte[] board(Board board) {
        WireWriter out = done();
        out.putNumber(board.version());
        out.putTime(board.readAt());
        out.putNumber(board.sales().size());
        board.sales().forEach(card -> BoardCodec.write(out, card));
        return out.toBytes();
    }

    public static Board readBoard(byte[] answer) {
        WireReader in = open(answer);
        long version = in.getNumber();
        Instant readAt = in.getTime();
        int count = in.getCount(1);
        List<SaleCard> cards = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cards.add(BoardCodec.readCard(in));
        }
        return new Board(version, readAt, cards);
    }

    static byte[] saved(Saved saved) {
        if (saved instanceof Saved.Refused refused) {
            return refused(refused.reason(), refused.message());
        }
        Saved.Done done = (Saved.Done) saved;
        WireWriter out = done();
        out.putFlag(done.created());
        out.putFlag(done.changed());
        BoardCodec.write(out, AdminQuestion.card(done.sale(), done.items()));
        return out.toBytes();
    }

    public static Saved readSaved(byte[] answer) {
        WireReader in = open(answer);
        if (isRefused(answer)) {
            return new Saved.Refused(REASONS[in.getByte()], in.getText());
        }
        boolean created = in.getFlag();
        boolean changed = in.getFlag();
        SaleCard card = BoardCodec.readCard(in);
        List<Item> items = card.items().stream().map(ItemCard::item).toList();
        return new Saved.Done(card.sale(), items, created, changed);
    }

    static byte[] applied(Applied applied) {
        if (applied instanceof Applied.Refused refused) {
            return refused(refused.reason(), refused.message());
        }
        Applied.Done done = (Applied.Done) applied;
        WireWriter out = done();
        BoardCodec.write(out, AdminQuestion.card(done.sale(), List.of()));
        out.putNumber(done.pendingShards().size());
        done.pendingShards().forEach(out::putNumber);
        return out.toBytes();
    }

    public static Applied readApplied(byte[] answer) {
        WireReader in = open(answer);
        if (isRefused(answer)) {
            return new Applied.Refused(REASONS[in.getByte()], in.getText());
        }
        SaleCard card = BoardCodec.readCard(in);
        int count = in.getCount(1);
        Set<Integer> pending = new HashSet<>();
        for (int i = 0; i < count; i++) {
            pending.add(in.getInt());
        }
        return new Applied.Done(card.sale(), pending);
    }

    static byte[] adjusted(Adjusted adjusted) {
        if (adjusted instanceof Adjusted.Refused refused) {
            return refused(refused.reason(), refused.message());
        }
        Adjusted.Done done = (Adjusted.Done) adjusted;
        WireWriter out = done();
        out.putNumber(done.initial());
        out.putNumber(done.added());
        out.putNumber(done.withdrawn());
        out.putNumber(done.pool());
        out.putNumber(done.version());
        return out.toBytes();
    }

    public static Adjusted readAdjusted(byte[] answer) {
        WireReader in = open(answer);
        return isRefused(answer)
                ? new Adjusted.Refused(REASONS[in.getByte()], in.getText())
                : new Adjusted.Done(in.getNumber(), in.getNumber(), in.getNumber(), in.getNumber(), in.getNumber());
    }

    static byte[] imported(Imported imported) {
        WireWriter out = done();
        out.putNumber(imported.added());
        out.putNumber(imported.existing());
        return out.toBytes();
    }

    public static Imported readImported(byte[] answer) {
        WireReader in = open(answer);
        return new Imported(in.getInt(), in.getInt());
    }

    static byte[] conservation(List<ItemStock> readings) {
        WireWriter out = done();
        out.putNumber(readings.size());
        for (ItemStock stock : readings) {
            out.putText(stock.sku().value());
            // Words, not numbers: a reading that is broken may well be negative, and must be seen.
            for (long units : new long[] {
                stock.initial(),
                stock.added(),
                stock.withdrawn(),
                stock.pool(),
                stock.available(),
                stock.held(),
                stock.carted(),
                stock.paid()
            }) {
                out.putWord(units);
            }
            out.putFlag(stock.settled());
            out.putFlag(stock.holds());
            out.putTime(stock.readAt());
        }
        return out.toBytes();
    }

    public static List<ItemStock> readConservation(byte[] answer) {
        WireReader in = open(answer);
        int count = in.getCount(STOCK_BYTES_MIN);
        List<ItemStock> readings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            readings.add(new ItemStock(
                    new Sku(in.getText()),
                    in.getWord(),
                    in.getWord(),
                    in.getWord(),
                    in.getWord(),
                    in.getWord(),
                    in.getWord(),
                    in.getWord(),
                    in.getWord(),
                    in.getFlag(),
                    in.getFlag(),
                    in.getTime()));
        }
        return readings;
    }

    static byte[] audit(AuditPage page) {
        WireWriter out = done();
        out.putNumber(page.rows().size());
        page.rows().forEach(row -> write(out, row));
        out.putFlag(page.next().isPresent());
        page.next().ifPresent(mark -> write(out, mark));
        return out.toBytes();
    }

    public static AuditPage readAudit(byte[] answer) {
        WireReader in = open(answer);
        int count = in.getCount(1);
        List<AuditRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(readRow(in));
        }
        return new AuditPage(rows, in.getFlag() ? Optional.of(readMark(in)) : Optional.empty());
    }

    /** Of an answer that says nothing but that it is done. */
    public static void readNothing(byte[] answer) {
        open(answer);
    }

    static void write(WireWriter out, AuditRow row) {
        out.putTime(row.at());
        out.putText(row.actor());
        out.putText(row.action());
        out.putText(row.subject());
        out.putText(row.before());
        out.putText(row.after());
    }

    static AuditRow readRow(WireReader in) {
        return new AuditRow(in.getTime(), in.getText(), in.getText(), in.getText(), in.getText(), in.getText());
    }

    static void write(WireWriter out, AuditMark mark) {
        out.putTime(mark.at());
        out.putText(mark.key());
    }

    static AuditMark readMark(WireReader in) {
        return new AuditMark(in.getTime(), in.getText());
    }

    private static WireWriter done() {
        WireWriter out = new WireWriter();
        out.putByte(DONE);
        return out;
    }

    private static byte[] refused(Reason reason, String message) {
        WireWriter out = new WireWriter();
        out.putByte(REFUSED);
        out.putConstant(reason);
        out.putText(message);
        return out.toBytes();
    }

    private static boolean isRefused(byte[] answer) {
        return answer[0] == REFUSED;
    }

    private static WireReader open(byte[] answer) {
        WireReader in = new WireReader(answer);
        if (isNotServing(answer)) {
            throw new GridUnavailableException(Reason.DEGRADED, SERVES_SOON, "No server of the grid serves yet.");
        }
        if (in.getByte() == UNAVAILABLE) {
            throw new GridUnavailableException(REASONS[in.getByte()], Duration.ofMillis(in.getNumber()), in.getText());
        }
        return in;
    }
}
