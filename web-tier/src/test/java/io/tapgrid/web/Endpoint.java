package io.tapgrid.web;

import java.util.List;

/**
 * A call that would go well, or be refused by the rules, if it were not spoiled.
 *
 * @param field the first field it wants, empty if it takes none
 */
record Endpoint(String method, String path, boolean login, boolean signed, String field, String good) {
    static final String SALE = "BAD-INPUT";
    static final String OWN = SALE + "~0~u1";

    private static final String PAYMENT = "{\"paymentId\":\"p\",\"amountMinor\":199900,\"currency\":\"CNY\"}";

    static final List<Endpoint> ALL = List.of(
            new Endpoint("GET", "/v1/sales", false, false, "", ""),
            new Endpoint("GET", "/v1/sales/" + SALE, false, false, "", ""),
            new Endpoint("GET", "/v1/sales/" + SALE + "/items/A/reservation", true, false, "", ""),
            new Endpoint("PUT", "/v1/sales/" + SALE + "/items/A/reservation", true, false, "", "{}"),
            new Endpoint("POST", "/v1/sales/" + SALE + "/items/A/grab", true, false, "", "{}"),
            new Endpoint("GET", "/v1/tickets/t", true, false, "", ""),
            new Endpoint("GET", "/v1/purchases", true, false, "", ""),
            new Endpoint("GET", "/v1/purchases/" + OWN, true, false, "", ""),
            new Endpoint("POST", "/v1/purchases/" + OWN + "/cart", true, false, "token", "{\"token\":\"t\"}"),
            new Endpoint("POST", "/v1/purchases/" + OWN + "/cancel", true, false, "", "{}"),
            new Endpoint("POST", "/v1/shop/purchases/" + OWN + "/paid", false, true, "paymentId", PAYMENT),
            new Endpoint("POST", "/v1/shop/purchases/" + OWN + "/refunded", false, true, "paymentId", PAYMENT),
            new Endpoint("POST", "/v1/session", true, false, "", "{}"),
            new Endpoint("POST", "/dev/login", false, false, "uid", "{\"uid\":\"u1\"}"));

    @Override
    public String toString() {
        return method + " " + path;
    }

    boolean takesFields() {
        return !field.isEmpty();
    }

    boolean takesBody() {
        return !method.equals("GET");
    }
}
