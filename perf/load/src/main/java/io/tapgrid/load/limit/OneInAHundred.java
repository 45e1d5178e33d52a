package io.tapgrid.load.limit;

import io.tapgrid.load.http.Request;
import io.tapgrid.load.site.Site;
import java.util.function.IntFunction;

/**
 * What reaches a sale that is nearly over: of a hundred grabs one wins, by another shopper each time, and the others are
 * for what is sold out, asked for by anybody but the first shopper, who may
 * have bought it. When the shoppers are through, the first has won already and is told so.
 */
public final class OneInAHundred implements IntFunction<Request> {

    /** Requests to a winner. */
    public static final int OF = 100;

    private final Site site;
    private final String[] tokens;
    private final String winning;
    private final String soldOut;
    private final String sku;

    /**
     * @param tokens at least two
     * @param winning a sale that has a unit for every shopper
     * @param soldOut a sale that has none
     * @param sku the item's name in both
     */
    public OneInAHundred(Site site, String[] tokens, String winning, String soldOut, String sku) {
        this.site = site;
        this.tokens = tokens.clone();
        this.winning = winning;
        this.soldOut = soldOut;
        this.sku = sku;
    }

    @Override
    public Request apply(int i) {
        return i % OF == 0
                ? site.grab(tokens[i / OF % tokens.length], winning, sku, "w-" + i)
                : site.grab(tokens[1 + i % (tokens.length - 1)], soldOut, sku, "s-" + i);
    }

    /** The same, as if so many had gone before. */
    public IntFunction<Request> after(int count) {
        return i -> apply(count + i);
    }
}
