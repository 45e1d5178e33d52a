package io.tapgrid.load.site;

import io.tapgrid.load.http.Request;
import io.tapgrid.load.http.Target;
import java.time.Instant;

/** Writes the requests of the shopper API. Immutable; any thread. */
public final class Site {

    private static final String EMPTY = "{}";

    private final Target target;

    public Site(Target target) {
        this.target = target;
    }

    public Target target() {
        return target;
    }

    /** The embedded profile's own login, which any name may use. */
    public Request devLogin(String uid) {
        return Request.post(target, "/dev/login").key("login-" + uid).json("{\"uid\":" + Reply.quoted(uid) + "}");
    }

    /** Exchanges the shop's login token for one that is cheap to verify. */
    public Request session(String loginToken) {
        return Request.post(target, "/v1/session")
                .bearer(loginToken)
                .key("session")
                .json(EMPTY);
    }

    public Request sale(String saleId) {
        return Request.get(target, "/v1/sales/" + saleId).withoutBody();
    }

    public Request grab(String token, String saleId, String sku, String key) {
        return Request.post(target, "/v1/sales/" + saleId + "/items/" + sku + "/grab")
                .bearer(token)
                .key(key)
                .json(EMPTY);
    }

    /** Not of the contract: an empty POST behind the same login check, where the configuration allows it. */
    public Request benchEmpty(String token, String key) {
        return Request.post(target, "/bench/empty").bearer(token).key(key).json(EMPTY);
    }

    public Request ticket(String token, String ticket) {
        return Request.get(target, "/v1/tickets/" + ticket).bearer(token).withoutBody();
    }

    public Request purchase(String token, String purchaseId) {
        return Request.get(target, "/v1/purchases/" + purchaseId).bearer(token).withoutBody();
    }

    public Request purchases(String token) {
        return Request.get(target, "/v1/purchases").bearer(token).withoutBody();
    }

    public Request cart(String token, String purchaseId, String purchaseToken) {
        return Request.post(target, "/v1/purchases/" + purchaseId + "/cart")
                .bearer(token)
                .key("cart-" + purchaseId)
                .json("{\"token\":" + Reply.quoted(purchaseToken) + "}");
    }

    public Request cancel(String token, String purchaseId) {
        return Request.post(target, "/v1/purchases/" + purchaseId + "/cancel")
                .bearer(token)
                .key("cancel-" + purchaseId)
                .json(EMPTY);
    }

    /**
     * What the shop's server says of a purchase, signed as of now.
     *
     * @param step {@code paid} or {@code refunded}
     */
    public Request shop(ShopSecret secret, String purchaseId, String step, Payment payment) {
        String id = step + "-" + purchaseId;
        String body = payment.json();
        long seconds = Instant.now().getEpochSecond();
        return Request.post(target, "/v1/shop/purchases/" + purchaseId + "/" + step)
                .key(id)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", secret.sign(id, seconds, body))
                .json(body);
    }
}
