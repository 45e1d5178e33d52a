package io.tapgrid.load.site;

/** What the shop says about a payment, in minor units of the currency. */
public record Payment(String paymentId, long amountMinor, String currency) {

    String json() {
        return "{\"paymentId\":" + Reply.quoted(paymentId) + ",\"amountMinor\":" + amountMinor + ",\"currency\":"
                + Reply.quoted(currency) + "}";
    }
}
