package io.tapgrid.web.shop;

import io.micronaut.http.HttpRequest;
import io.tapgrid.domain.purchase.Payment;
import io.tapgrid.web.http.JsonBody;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import java.util.List;

/** Reads {@code {paymentId, amountMinor, currency}}. */
final class PaymentBody {
    private static final int PAYMENT_ID_LENGTH_MAX = 128;
    private static final int CURRENCY_LENGTH = 3;

    private PaymentBody() {}

    static Payment read(HttpRequest<?> request, byte[] body) {
        JsonBody json = JsonBody.read(request, body, List.of("paymentId", "amountMinor", "currency"));
        String paymentId = json.text("paymentId");
        long amountMinor = json.number("amountMinor");
        String currency = json.text("currency");
        require(isPaymentId(paymentId), "paymentId", "expected 1 to 128 printable ASCII characters");
        require(amountMinor >= 0, "amountMinor", "expected 0 or more");
        require(isCurrency(currency), "currency", "expected three capital letters (ISO 4217)");
        return new Payment(paymentId, amountMinor, currency);
    }

    private static boolean isPaymentId(String text) {
        return !text.isEmpty()
                && text.length() <= PAYMENT_ID_LENGTH_MAX
                && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static boolean isCurrency(String text) {
        return text.length() == CURRENCY_LENGTH && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static void require(boolean right, String field, String expected) {
        if (!right) {
            throw new ProblemException(Problem.invalid(field, expected));
        }
    }
}
