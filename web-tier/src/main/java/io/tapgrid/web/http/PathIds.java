package io.tapgrid.web.http;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;

/** Ids in a path. One that cannot exist is answered like one that does not. */
public final class PathIds {
    private PathIds() {}

    public static SaleId saleId(String text) {
        if (!SaleId.isValid(text)) {
            throw unknown(Reason.UNKNOWN_SALE);
        }
        return new SaleId(text);
    }

    public static Sku sku(String text) {
        if (!Sku.isValid(text)) {
            throw unknown(Reason.UNKNOWN_ITEM);
        }
        return new Sku(text);
    }

    private static ProblemException unknown(Reason reason) {
        return new ProblemException(Problem.of(reason, Layer.WEB));
    }
}
