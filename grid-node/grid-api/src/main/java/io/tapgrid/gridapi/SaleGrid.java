package io.tapgrid.gridapi;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.shard.ShardCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The grid as shoppers' processes see it. Callable from any thread; never blocks. Reads complete exceptionally with
 * {@link GridUnavailableException} when the shard cannot be read.
 */
public interface SaleGrid {
    /** The newest board this process has; empty before the first one came. */
    Optional<Board> board();

    /**
     * Decides a command in its shard's order. Completes with an {@link Answer} in every case, within five seconds. The
     * outcome is never {@code NeedsStock}.
     */
    CompletionStage<Answer> decide(ShardCommand command);

    CompletionStage<Optional<Purchase>> purchase(PurchaseId purchaseId);

    /** All purchases of a shopper over all sales the board knows, by sale and number. */
    CompletionStage<List<Purchase>> purchases(Uid uid);

    CompletionStage<Optional<Reservation>> reservation(SaleId saleId, Sku sku, Uid uid);
}
