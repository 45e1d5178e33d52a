package io.tapgrid.grid.journal;

import io.tapgrid.domain.Limits;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Event.ItemChanged;
import io.tapgrid.domain.shard.Event.PoolGranted;
import io.tapgrid.domain.shard.Event.PoolPlaced;
import io.tapgrid.domain.shard.Event.PoolTookBack;
import io.tapgrid.domain.shard.Event.ReservationMade;
import io.tapgrid.domain.shard.Event.SaleChanged;
import io.tapgrid.domain.shard.Event.SliceReceived;
import io.tapgrid.domain.shard.Event.SliceReturned;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.Event.UnitCarted;
import io.tapgrid.domain.shard.Event.UnitHeld;
import io.tapgrid.domain.shard.Event.UnitPaid;
import io.tapgrid.domain.shard.Event.UnitReleased;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One kind of event in the journal: its code, which is never given to another kind, and how its fields become bytes.
 *
 * @param <E> the event's type
 */
record EventKind<E extends Event>(
        int code, Class<E> type, BiConsumer<JournalWriter, E> writer, Function<JournalReader, E> reader) {

    static final List<EventKind<?>> ALL = List.of(
            new EventKind<>(
                    1,
                    ReservationMade.class,
                    (out, event) -> RowCodec.writeReservation(out, event.reservation()),
                    in -> new ReservationMade(RowCodec.readReservation(in))),
            new EventKind<>(
                    2,
                    UnitHeld.class,
                    (out, event) -> RowCodec.writePurchase(out, event.purchase()),
                    in -> new UnitHeld(RowCodec.readPurchase(in))),
            new EventKind<>(
                    3,
                    UnitCarted.class,
                    (out, event) -> RowCodec.writePurchase(out, event.purchase()),
                    in -> new UnitCarted(RowCodec.readPurchase(in))),
            new EventKind<>(
                    4,
                    UnitPaid.class,
                    (out, event) -> RowCodec.writePurchase(out, event.purchase()),
                    in -> new UnitPaid(RowCodec.readPurchase(in))),
            new EventKind<>(5, UnitReleased.class, EventKind::writeReleased, EventKind::readReleased),
            new EventKind<>(6, SliceReceived.class, EventKind::writeReceived, EventKind::readReceived),
            new EventKind<>(7, SliceReturned.class, EventKind::writeReturned, EventKind::readReturned),
            new EventKind<>(8, PoolPlaced.class, EventKind::writePlaced, EventKind::readPlaced),
            new EventKind<>(9, PoolGranted.class, EventKind::writeGranted, EventKind::readGranted),
            new EventKind<>(10, PoolTookBack.class, EventKind::writeTookBack, EventKind::readTookBack),
            new EventKind<>(11, StockAdjusted.class, EventKind::writeAdjusted, EventKind::readAdjusted),
            new EventKind<>(
                    12,
                    SaleChanged.class,
                    (out, event) -> RowCodec.writeSale(out, event.sale()),
                    in -> new SaleChanged(RowCodec.readSale(in))),
            new EventKind<>(
                    13,
                    ItemChanged.class,
                    (out, event) -> RowCodec.writeItem(out, event.item()),
                    in -> new ItemChanged(RowCodec.readItem(in))));

    private static final Map<Class<?>, EventKind<?>> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventKind::type, Function.identity()));
    private static final Map<Integer, EventKind<?>> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventKind::code, Function.identity()));

    static EventKind<?> of(Event event) {
        EventKind<?> kind = BY_TYPE.get(event.getClass());
        if (kind == null) {
            throw new IllegalArgumentException(event.getClass().getName() + ": has no code in the journal");
        }
        return kind;
    }

    static EventKind<?> of(int code) {
        EventKind<?> kind = BY_CODE.get(code);
        if (kind == null) {
            throw new CorruptJournalException("unknown kind of event: " + code);
        }
        return kind;
    }

    void write(JournalWriter out, Event event) {
        writer.accept(out, type.cast(event));
    }

    E read(JournalReader in) {
        return reader.apply(in);
    }

    private static void writeReleased(JournalWriter out, UnitReleased event) {
        RowCodec.writePurchase(out, event.purchase());
        out.writeCode(RowCodec.PURCHASE_STATES, event.from());
    }

    private static UnitReleased readReleased(JournalReader in) {
        return new UnitReleased(RowCodec.readPurchase(in), in.readCode(RowCodec.PURCHASE_STATES));
    }

    private static void writeReceived(JournalWriter out, SliceReceived event) {
        out.writeText(event.saleId().value());
        out.writeText(event.sku().value());
        out.writeUnsigned(event.shard());
        out.writeUnsigned(event.units());
    }

    private static SliceReceived readReceived(JournalReader in) {
        return new SliceReceived(RowCodec.readSaleId(in), RowCodec.readSku(in), readShard(in), in.readUnsigned());
    }

    private static void writeReturned(JournalWriter out, SliceReturned event) {
        out.writeText(event.saleId().value());
        out.writeText(event.sku().value());
        out.writeUnsigned(event.shard());
        out.writeUnsigned(event.units());
        out.writeBoolean(event.emptied());
    }

    private static SliceReturned readReturned(JournalReader in) {
        return new SliceReturned(
                RowCodec.readSaleId(in), RowCodec.readSku(in), readShard(in), in.readUnsigned(), in.readBoolean());
    }

    private static void writePlaced(JournalWriter out, PoolPlaced event) {
        out.writeText(event.saleId().value());
        out.writeText(event.sku().value());
        out.writeUnsigned(event.units());
    }

    private static PoolPlaced readPlaced(JournalReader in) {
        return new PoolPlaced(RowCodec.readSaleId(in), RowCodec.readSku(in), in.readUnsigned());
    }

    private static void writeGranted(JournalWriter out, PoolGranted event) {
        out.writeText(event.saleId().value());
        out.writeText(event.sku().value());
        out.writeUnsigned(event.toShard());
        out.writeUnsigned(event.units());
    }

    private static PoolGranted readGranted(JournalReader in) {
        return new PoolGranted(RowCodec.readSaleId(in), RowCodec.readSku(in), readShard(in), in.readUnsigned());
    }

    private static void writeTookBack(JournalWriter out, PoolTookBack event) {
        out.writeText(event.saleId().value());
        out.writeText(event.sku().value());
        out.writeUnsigned(event.fromShard());
        out.writeUnsigned(event.units());
        out.writeBoolean(event.emptied());
    }

    private static PoolTookBack readTookBack(JournalReader in) {
        return new PoolTookBack(
                RowCodec.readSaleId(in), RowCodec.readSku(in), readShard(in), in.readUnsigned(), in.readBoolean());
    }

    private static void writeAdjusted(JournalWriter out, StockAdjusted event) {
        out.writeText(event.saleId().value());
        out.writeText(event.sku().value());
        out.writeSigned(event.delta());
        out.writeText(event.reason());
        out.writeText(event.key());
    }

    private static StockAdjusted readAdjusted(JournalReader in) {
        return new StockAdjusted(
                RowCodec.readSaleId(in), RowCodec.readSku(in), in.readSigned(), in.readText(), in.readText());
    }

    private static int readShard(JournalReader in) {
        return in.readInt(0, Limits.SHARDS_MAX - 1);
    }
}
