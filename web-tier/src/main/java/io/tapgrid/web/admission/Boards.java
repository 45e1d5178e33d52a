package io.tapgrid.web.admission;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.SaleGrid;
import io.tapgrid.web.config.WebConfig;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest board this process has, and how far it may be trusted. Callable from any thread. */
@Singleton
public final class Boards {
    private final SaleGrid grid;
    private final Duration ageMax;
    private final Clock clock;
    private volatile Indexed indexed = new Indexed(new Board(0, Instant.EPOCH, List.of()), Map.of());

    /** A board is asked for a sale on every request, so it is indexed once. */
    private record Indexed(Board board, Map<SaleId, Listed> sales) {
        static Indexed of(Board board) {
            Map<SaleId, Listed> sales = new HashMap<>();
            board.sales().forEach(card -> sales.put(card.sale().id(), Listed.of(card)));
            return new Indexed(board, sales);
        }
    }

    /** A sale as it stands on the board. */
    record Listed(SaleCard card, Map<Sku, ItemCard> items) {
        static Listed of(SaleCard card) {
            Map<Sku, ItemCard> items = new HashMap<>();
            card.items().forEach(item -> items.put(item.item().sku(), item));
            return new Listed(card, items);
        }
    }

    Boards(SaleGrid grid, WebConfig config, Clock clock) {
        this.grid = grid;
        this.ageMax = config.boardAgeMax();
        this.clock = clock;
    }

    /** For pages, which show what there is however old it may be; throws {@code degraded} before the first one came. */
    public Board newest() {
        return grid.board().orElseThrow(() -> new ProblemException(Problem.of(Reason.DEGRADED, Layer.ADMISSION)));
    }

    /** Whether there is a board that is young by this process's clock, and not from its future. */
    public boolean isFresh() {
        return grid.board().filter(this::isFresh).isPresent();
    }

    private boolean isFresh(Board board) {
        Instant now = clock.instant();
        return !board.readAt().isBefore(now.minus(ageMax)) && !board.readAt().isAfter(now.plus(ageMax));
    }

    /** For answers that do not ask the grid: the sale on a fresh board. */
    @SuppressWarnings(
            "ReferenceEquality") // a board that is another object is indexed anew; comparing all of it costs more
    Optional<Listed> fresh(SaleId saleId) {
        Optional<Board> board = grid.board();
        if (board.isEmpty() || !isFresh(board.get())) {
            return Optional.empty();
        }
        Indexed now = indexed;
        if (now.board() != board.get()) {
            now = Indexed.of(board.get());
            indexed = now;
        }
        return Optional.ofNullable(now.sales().get(saleId));
    }
}
