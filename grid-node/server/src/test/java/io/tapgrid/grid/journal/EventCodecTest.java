package io.tapgrid.grid.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.domain.shard.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Instant AT = Instant.parse("2026-12-01T04:00:00.000001Z");
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");

    @Test
    void what_was_written_is_read_again() {
        RandomEvents random = new RandomEvents(SEED);
        for (int i = 0; i < 2_000; i++) {
            Instant at = random.time();
            List<Event> events = random.batch(20);
            EventCodec.Batch read = EventCodec.decode(EventCodec.encode(at, events));
            assertThat(read.at()).as("seed %d", SEED).isEqualTo(at);
            assertThat(read.events().stream().map(LoggedEvent::event).toList())
                    .as("seed %d", SEED)
                    .isEqualTo(events);
        }
    }

    @Test
    void an_event_is_read_from_its_own_bytes_and_the_time_of_its_batch() {
        RandomEvents random = new RandomEvents(SEED);
        Instant at = random.time();
        for (LoggedEvent logged :
                EventCodec.decode(EventCodec.encode(at, random.batch(200))).events()) {
            assertThat(EventCodec.decodeEvent(at, logged.bytes()))
                    .as("seed %d", SEED)
                    .isEqualTo(logged.event());
            assertThat(EventCodec.encodeEvent(at, logged.event()))
                    .as("seed %d", SEED)
                    .isEqualTo(logged.bytes());
        }
    }

    @Test
    void the_time_is_read_without_the_rest() {
        assertThat(EventCodec.time(EventCodec.encode(AT, List.of()))).isEqualTo(AT);
    }

    @Test
    void every_single_flipped_bit_is_noticed() {
        byte[] entry = EventCodec.encode(AT, List.of(new Event.UnitHeld(held())));
        for (int bit = 0; bit < entry.length * 8; bit++) {
            byte[] damaged = entry.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> EventCodec.decode(damaged)).isInstanceOf(CorruptJournalException.class);
        }
    }

    @Test
    void every_entry_that_is_cut_off_is_noticed() {
        byte[] entry = EventCodec.encode(AT, List.of(new Event.UnitHeld(held())));
        for (int length = 0; length < entry.length; length++) {
            byte[] cut = Arrays.copyOf(entry, length);
            assertThatThrownBy(() -> EventCodec.decode(cut)).isInstanceOf(CorruptJournalException.class);
        }
    }

    /** Without a checksum to stop it: whatever stands in an event's bytes, the answer is an event or this exception. */
    @Test
    void arbitrary_bytes_of_an_event_never_break_anything_else() {
        Random random = new Random(SEED);
        byte[] event = EventCodec.encodeEvent(AT, new Event.UnitPaid(paid()));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = event.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                EventCodec.decodeEvent(AT, damaged);
            } catch (CorruptJournalException expected) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", SEED).isGreaterThan(1_000);
    }

    @Test
    void an_entry_of_another_version_is_refused() {
        byte[] entry = EventCodec.encode(AT, List.of());
        entry[0] = 2;
        assertThatThrownBy(() -> EventCodec.decode(entry))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessage("version 2 (expected: 1)");
    }

    @Test
    void too_many_events_are_refused() {
        List<Event> many = Collections.nCopies(EventCodec.EVENTS_MAX + 1, new Event.PoolPlaced(SALE, PHONE, 1));
        assertThatThrownBy(() -> EventCodec.encode(AT, many))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: at most 65536");
    }

    @Test
    void an_entry_that_grows_too_large_is_refused() {
        Map<String, String> names = Map.of("en", "x".repeat(700));
        Item item = new Item(SALE, PHONE, 0, names, 0, "CNY", 0, 1);
        List<Event> large = Collections.nCopies(20_000, new Event.ItemChanged(item));
        assertThatThrownBy(() -> EventCodec.encode(AT, large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void every_kind_of_event_has_a_code_of_its_own() {
        Set<Class<?>> permitted = new HashSet<>(Arrays.asList(Event.class.getPermittedSubclasses()));
        assertThat(EventKind.ALL.stream().map(EventKind::type).collect(Collectors.toSet()))
                .isEqualTo(permitted);
        assertThat(EventKind.ALL.stream().map(EventKind::code).distinct()).hasSize(permitted.size());
    }

    @Test
    void every_constant_has_a_code() {
        assertThat(RowCodec.PURCHASE_STATES).containsExactlyInAnyOrder(PurchaseState.values());
        assertThat(RowCodec.RELEASE_REASONS).containsExactlyInAnyOrder(ReleaseReason.values());
        assertThat(RowCodec.SOURCES).containsExactlyInAnyOrder(Reservation.Source.values());
        assertThat(RowCodec.RULES).containsExactlyInAnyOrder(Rule.Kind.values());
        assertThat(RowCodec.SALE_STATES).containsExactlyInAnyOrder(SaleState.values());
    }

    @Test
    void equal_events_have_equal_hashes_and_others_do_not() {
        byte[] held = EventCodec.encodeEvent(AT, new Event.UnitHeld(held()));
        byte[] paid = EventCodec.encodeEvent(AT, new Event.UnitPaid(paid()));
        assertThat(EventCodec.hash(AT, held)).hasSize(16).isEqualTo(EventCodec.hash(AT, held.clone()));
        assertThat(EventCodec.hash(AT, held)).isNotEqualTo(EventCodec.hash(AT, paid));
        assertThat(EventCodec.hash(AT, held)).isNotEqualTo(EventCodec.hash(AT.plusMillis(1), held));
    }

    /** What version 1 looks like, for ever: an entry written by an old process must be readable after an upgrade. */
    @Test
    void version_1_is_these_bytes() {
        assertThat(HexFormat.of().formatHex(EventCodec.encode(AT, goldenEvents())))
                .isEqualTo(GOLDEN);
        assertThat(EventCodec.decode(HexFormat.of().parseHex(GOLDEN)).events().stream()
                        .map(LoggedEvent::event)
                        .toList())
                .isEqualTo(goldenEvents());
    }

    private static final String GOLDEN = String.join(
            "",
            "0182c0f0f6d1e2b0060e",
            "1a010950484f4e452d4441590750484f4e452d5804753132330001",
            "2c020950484f4e452d4441590004753132330750484f4e452d58000001056b65792d310100808c8d9e02000000",
            "33030950484f4e452d4441590004753132330750484f4e452d58010001056b65792d310200808c8d9e020180ada1db0680897a00",
            "41040950484f4e452d4441590004753132330750484f4e452d58020001056b65792d310300808c8d9e020180ada1db068092f40101057061792d31dc990c03434e59",
            "43050950484f4e452d4441590004753132330750484f4e452d5803010201056b65792d310400808c8d9e020180ada1db06809bee0201057061792d31dc990c03434e5902",
            "42050950484f4e452d4441590004753132330750484f4e452d5803010107056b65792d31056b65792d32056b65792d330300808c8d9e020180ada1db068092f4010001",
            "16060950484f4e452d4441590750484f4e452d583ff403",
            "16070950484f4e452d4441590750484f4e452d583f0c01",
            "18080950484f4e452d4441590750484f4e452d588094ebdc03",
            "16090950484f4e452d4441590750484f4e452d583ff403",
            "160a0950484f4e452d4441590750484f4e452d583f0c01",
            "230b0950484f4e452d4441590750484f4e452d58f3030764616d61676564056b65792d32",
            "3a0c0950484f4e452d4441590202656e0950686f6e6520646179027a6809e6898be69cbae697a5809c9c3980bcd68b36010303e0a712a0f7360102",
            "390d0950484f4e452d4441590750484f4e452d58000202656e0950686f6e6520646179027a6809e6898be69cbae697a5dc990c03434e59e80701",
            "52df96c5");

    private static List<Event> goldenEvents() {
        Map<String, String> names = Map.of("en", "Phone day", "zh", "手机日");
        Sale sale = new Sale(
                SALE,
                names,
                AT.plusSeconds(60),
                AT.plusSeconds(7_260),
                true,
                Rule.perItem(3),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                SaleState.SCHEDULED,
                2);
        Reservation reservation = new Reservation(SALE, PHONE, new Uid("u123"), AT, Reservation.Source.IMPORT);
        return List.of(
                new Event.ReservationMade(reservation),
                new Event.UnitHeld(held()),
                new Event.UnitCarted(held().carted(AT.plusSeconds(1), AT.plusSeconds(901), null)),
                new Event.UnitPaid(paid()),
                new Event.UnitReleased(paid().released(AT.plusSeconds(3), ReleaseReason.REFUNDED), PurchaseState.PAID),
                new Event.UnitReleased(cancelled(), PurchaseState.CARTED),
                new Event.SliceReceived(SALE, PHONE, 63, 500),
                new Event.SliceReturned(SALE, PHONE, 63, 12, true),
                new Event.PoolPlaced(SALE, PHONE, 1_000_000_000),
                new Event.PoolGranted(SALE, PHONE, 63, 500),
                new Event.PoolTookBack(SALE, PHONE, 63, 12, true),
                new Event.StockAdjusted(SALE, PHONE, -250, "damaged", "key-2"),
                new Event.SaleChanged(sale),
                new Event.ItemChanged(new Item(SALE, PHONE, 0, names, 199_900, "CNY", 1_000, 1)));
    }

    private static Purchase held() {
        return Purchase.held(
                new PurchaseId(SALE, 0, new Uid("u123")), PHONE, new RequestKey("key-1"), AT, AT.plusSeconds(300));
    }

    /** With every key a purchase can have. */
    private static Purchase cancelled() {
        return held().carted(AT.plusSeconds(1), AT.plusSeconds(901), new RequestKey("key-2"))
                .cancelled(AT.plusSeconds(2), new RequestKey("key-3"));
    }

    private static Purchase paid() {
        return held().carted(AT.plusSeconds(1), AT.plusSeconds(901), null)
                .paid(AT.plusSeconds(2), new Payment("pay-1", 199_900, "CNY"));
    }
}
