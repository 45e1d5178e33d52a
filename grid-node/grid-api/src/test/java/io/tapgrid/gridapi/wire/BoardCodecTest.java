package io.tapgrid.gridapi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.sale.SaleState;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.Winners;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardCodecTest {
    private static final SaleId SALE = new SaleId("PHONE-DAY");
    private static final Sku PHONE = new Sku("PHONE-X");
    private static final Instant NOW = Instant.parse("2026-12-01T04:00:00.123456Z");
    private static final Board NONE = new Board(-1, Instant.EPOCH, List.of());

    @Test
    void a_board_comes_out_as_it_went_in() {
        Board board = board(7);

        Board read = BoardCodec.read(BoardCodec.write(board, -1), NONE);

        assertThat(read.version()).isEqualTo(7);
        assertThat(read.readAt()).isEqualTo(NOW);
        SaleCard card = read.sale(SALE).orElseThrow();
        assertThat(card.sale()).isEqualTo(board.sales().get(0).sale());
        assertThat(card.items()).isEqualTo(board.sales().get(0).items());
        assertThat(card.winners().words())
                .isEqualTo(board.sales().get(0).winners().words());
        assertThat(card.winners().closesOverItem(PHONE, 12)).isTrue();
        assertThat(card.winners().closesOverSale(3)).isTrue();
    }

    @Test
    void who_has_this_version_is_sent_only_its_time() {
        Board known = board(7);
        Board later = new Board(7, NOW.plusSeconds(1), known.sales());

        byte[] bytes = BoardCodec.write(later, 7);

        assertThat(bytes).hasSizeLessThan(32);
        assertThat(BoardCodec.read(bytes, known)).isEqualTo(later);
    }

    private static Board board(long version) {
        Sale sale = new Sale(
                SALE,
                Map.of("en", "Phone day", "zh", "手机日"),
                NOW,
                NOW.plusSeconds(7_200),
                true,
                Rule.perItem(3),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                SaleState.SOLD_OUT,
                3);
        Item item = new Item(SALE, PHONE, 0, Map.of("zh", "手机X"), 199_900, "CNY", 1_000, 1);
        long[] words = Winners.room(100);
        Winners.add(words, SALE, new Uid("u1"));
        Winners winners = Winners.of(words, 3, Map.of(PHONE, 12L));
        return new Board(version, NOW, List.of(new SaleCard(sale, List.of(new ItemCard(item, true, 0, 12)), winners)));
    }
}
