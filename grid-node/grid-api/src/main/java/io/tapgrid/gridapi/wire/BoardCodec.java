package io.tapgrid.gridapi.wire;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.Winners;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A board as bytes: whole, or only its time when the asker has this version already. */
public final class BoardCodec {
    private static final int VERSION = 1;
    private static final SaleState[] STATES = SaleState.values();

    private BoardCodec() {}

    /**
     * The board as an asker needs it.
     *
     * @param knownVersion of the board that the asker has; -1 for none
     */
    public static byte[] write(Board board, long knownVersion) {
        WireWriter out = new WireWriter();
        out.putByte(VERSION);
        out.putNumber(board.version());
        out.putTime(board.readAt());
        boolean whole = board.version() != knownVersion;
        out.putFlag(whole);
        if (whole) {
            out.putNumber(board.sales().size());
            board.sales().forEach(card -> write(out, card));
        }
        return out.toBytes();
    }

    /**
     * The board that an answer stands for.
     *
     * @param known the board that the asker has, whose version it sent
     */
    public static Board read(byte[] bytes, Board known) {
        WireReader in = new WireReader(bytes);
        int wireVersion = in.getByte();
        if (wireVersion != VERSION) {
            throw new IllegalArgumentException("wire: board version " + wireVersion + " (expected: " + VERSION + ")");
        }
        long version = in.getNumber();
        var readAt = in.getTime();
        boolean whole = in.getFlag();
        return new Board(version, readAt, whole ? list(in, () -> readCard(in)) : known.sales());
    }

    static void write(WireWriter out, SaleCard card) {
        write(out, card.sale());
        out.putNumber(card.items().size());
        card.items().forEach(item -> write(out, item));
        write(out, card.winners());
    }

    static SaleCard readCard(WireReader in) {
        Sale sale = readSale(in);
        List<ItemCard> items = list(in, () -> readItem(in, sale.id()));
        return new SaleCard(sale, items, readWinners(in));
    }

    private static void write(WireWriter out, Sale sale) {
        out.putText(sale.id().value());
        write(out, sale.names());
        out.putTime(sale.opensAt());
        out.putTime(sale.closesAt());
        out.putFlag(sale.reservationRequired());
        out.putText(sale.rule().text());
        out.putNumber(sale.holdFor().toMillis());
        out.putNumber(sale.payFor().toMillis());
        out.putConstant(sale.state());
        out.putNumber(sale.version());
    }

    private static Sale readSale(WireReader in) {
        return new Sale(
                new SaleId(in.getText()),
                readNames(in),
                in.getTime(),
                in.getTime(),
                in.getFlag(),
                Rule.parse(in.getText()),
                Duration.ofMillis(in.getNumber()),
                Duration.ofMillis(in.getNumber()),
                STATES[in.getByte()],
                in.getNumber());
    }

    private static void write(WireWriter out, ItemCard card) {
        Item item = card.item();
        out.putText(item.sku().value());
        out.putNumber(item.position());
        write(out, item.names());
        out.putNumber(item.priceMinor());
        out.putText(item.currency());
        out.putNumber(item.stock());
        out.putNumber(item.version());
        out.putFlag(card.soldOut());
        out.putNumber(card.left());
        out.putNumber(card.poolVersion());
    }

    private static ItemCard readItem(WireReader in, SaleId saleId) {
        Item item = new Item(
                saleId,
                new Sku(in.getText()),
                in.getInt(),
                readNames(in),
                in.getNumber(),
                in.getText(),
                in.getNumber(),
                in.getNumber());
        return new ItemCard(item, in.getFlag(), in.getNumber(), in.getNumber());
    }

    private static void write(WireWriter out, Winners winners) {
        long[] words = winners.words();
        out.putNumber(words.length);
        for (long word : words) {
            out.putWord(word);
        }
        out.putNumber(winners.saleVersion());
        out.putNumber(winners.poolVersions().size());
        winners.poolVersions().forEach((sku, version) -> {
            out.putText(sku.value());
            out.putNumber(version);
        });
    }

    private static Winners readWinners(WireReader in) {
        long[] words = new long[in.getCount(Long.BYTES)];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.getWord();
        }
        long saleVersion = in.getNumber();
        int items = in.getInt();
        Map<Sku, Long> poolVersions = new HashMap<>();
        for (int i = 0; i < items; i++) {
            poolVersions.put(new Sku(in.getText()), in.getNumber());
        }
        return Winners.of(words, saleVersion, poolVersions);
    }

    private static void write(WireWriter out, Map<String, String> names) {
        out.putNumber(names.size());
        names.forEach((language, name) -> {
            out.putText(language);
            out.putText(name);
        });
    }

    private static Map<String, String> readNames(WireReader in) {
        int count = in.getInt();
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            names.put(in.getText(), in.getText());
        }
        return names;
    }

    private static <T> List<T> list(WireReader in, Supplier<T> next) {
        return IntStream.range(0, in.getCount(1)).mapToObj(i -> next.get()).toList();
    }
}
