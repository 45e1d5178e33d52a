package io.tapgrid.web.admission;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardCommand.Grab;
import io.tapgrid.gridapi.Board.ItemCard;
import io.tapgrid.gridapi.Winners;
import io.tapgrid.web.admission.Boards.Listed;
import io.tapgrid.web.http.RequestKeys;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Refuses a grab without asking the grid, where the answer cannot be wrong. A repeat of a win is answered with that win
 * even when all is sold, paused or over, from whichever process; so nobody is refused here who may have won, and who may
 * have won is known only as far as the board's {@link Winners} close over it. What is unknown to the board is asked at
 * the grid too: it may have been made a moment ago.
 */
@Singleton
public final class LocalRefusals {
    /** How far a board may be behind, and clocks apart: before that much is left nobody can have won. */
    private static final Duration OPENING_MARGIN = Duration.ofSeconds(5);

    private final Boards boards;
    private final Clock clock;

    LocalRefusals(Boards boards, Clock clock) {
        this.boards = boards;
        this.clock = clock;
    }

    public Optional<Problem> refuse(Grab grab) {
        Listed sale = boards.fresh(grab.saleId()).orElse(null);
        ItemCard item = sale == null ? null : sale.items().get(grab.sku());
        if (sale == null || item == null) {
            return Optional.empty();
        }
        if (grab.key() == null && !sale.card().sale().rule().allowsGrabWithoutKey()) {
            return Optional.of(Problem.invalid(RequestKeys.HEADER, "required under the rule of this sale"));
        }
        return reason(sale, item, grab).map(it -> Problem.of(it, Layer.ADMISSION));
    }

    private Optional<Reason> reason(Listed listed, ItemCard item, Grab grab) {
        Sale sale = listed.card().sale();
        return switch (sale.state()) {
            case DRAFT -> Optional.empty();
            case SCHEDULED, WARMING, READY -> only(isFarFromOpening(sale), Reason.NOT_STARTED);
            case OPEN, SOLD_OUT -> only(isSurelySoldOut(listed, item, grab), Reason.SOLD_OUT);
            case PAUSED -> only(surelySellsNothing(listed, grab), Reason.PAUSED);
            case CLOSED -> only(surelySellsNothing(listed, grab), Reason.SALE_ENDED);
        };
    }

    private static Optional<Reason> only(boolean sure, Reason reason) {
        return sure ? Optional.of(reason) : Optional.empty();
    }

    /** A paused sale may be READY again, so the state alone does not say that nobody has won: the time does. */
    private boolean isFarFromOpening(Sale sale) {
        return clock.instant().isBefore(sale.opensAt().minus(OPENING_MARGIN));
    }

    private static boolean isSurelySoldOut(Listed listed, ItemCard item, Grab grab) {
        Winners winners = listed.card().winners();
        return item.soldOut()
                && winners.closesOverItem(grab.sku(), item.poolVersion())
                && !winners.mayContain(grab.saleId(), grab.uid());
    }

    private static boolean surelySellsNothing(Listed listed, Grab grab) {
        Winners winners = listed.card().winners();
        return winners.closesOverSale(listed.card().sale().version()) && !winners.mayContain(grab.saleId(), grab.uid());
    }
}
