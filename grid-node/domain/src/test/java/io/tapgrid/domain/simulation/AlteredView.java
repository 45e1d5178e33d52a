package io.tapgrid.domain.simulation;

import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.Reservation;
import io.tapgrid.domain.sale.Item;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.ShardView;
import io.tapgrid.domain.stock.Slice;
import java.util.List;
import java.util.Optional;

/** Shows a planted bug's kernel the rows of another view, some of them other than they are. */
class AlteredView implements ShardView {
    private final ShardView view;

    AlteredView(ShardView view) {
        this.view = view;
    }

    @Override
    public Optional<Sale> sale(SaleId saleId) {
        return view.sale(saleId);
    }

    @Override
    public Optional<Item> item(SaleId saleId, Sku sku) {
        return view.item(saleId, sku);
    }

    @Override
    public Optional<Reservation> reservation(SaleId saleId, Sku sku, Uid uid) {
        return view.reservation(saleId, sku, uid);
    }

    @Override
    public List<Purchase> purchases(SaleId saleId, Uid uid) {
        return view.purchases(saleId, uid);
    }

    @Override
    public Slice slice(SaleId saleId, Sku sku) {
        return view.slice(saleId, sku);
    }

    @Override
    public boolean isSoldOut(SaleId saleId, Sku sku) {
        return view.isSoldOut(saleId, sku);
    }
}
