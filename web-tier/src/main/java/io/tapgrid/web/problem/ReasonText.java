package io.tapgrid.web.problem;

import io.tapgrid.domain.Reason;

/** What a reason is in people's words. */
final class ReasonText {
    private ReasonText() {}

    /** {@code Sold out} for {@link Reason#SOLD_OUT}. */
    static String title(Reason reason) {
        String words = reason.word().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** One sentence: what it means and what helps. */
    static String meaning(Reason reason) {
        return switch (reason) {
            case INVALID_REQUEST ->
                "The request is not what this address takes; 'field' and 'detail' say where. Change it.";
            case LOGIN_REQUIRED -> "This needs a login: send 'Authorization: Bearer' with the shop's token.";
            case LOGIN_INVALID -> "The login is not valid, or not any more. Log in again.";
            case NOT_RESERVED -> "This sale is for those who reserved the item before it began.";
            case BLOCKED -> "This account may not take part.";
            case TOKEN_INVALID -> "The purchase token does not belong to this purchase. It came with the win.";
            case CHALLENGE_REQUIRED -> "Solve the challenge first, then ask again.";
            case FORBIDDEN -> "This is not allowed with this login, or not switched on here.";
            case UNKNOWN_SALE -> "There is no such sale.";
            case UNKNOWN_ITEM -> "There is no such item in this sale.";
            case UNKNOWN_PURCHASE -> "You have no such purchase.";
            case UNKNOWN_RESERVATION -> "You have not reserved this item.";
            case UNKNOWN_TICKET -> "There is no such ticket, or it is over.";
            case UNKNOWN_PATH -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address takes other methods; 'Allow' names them.";
            case NOT_ACCEPTABLE -> "The answer cannot be given in a form the request accepts.";
            case NOT_STARTED -> "The sale has not begun. Its opening time is on the sale.";
            case PAUSED -> "The sale is paused. Purchases made so far stand.";
            case SOLD_OUT -> "Every unit is taken. One may come back when somebody gives it up.";
            case LIMIT_REACHED -> "You have as many units as the rule of this sale allows.";
            case WRONG_STATE -> "This cannot be done in the state it is in now.";
            case INSUFFICIENT_STOCK -> "There are not that many units to take away.";
            case KEY_IN_USE ->
                "A request with this Idempotency-Key is under way. Ask again with the same key in a moment.";
            case SALE_ENDED -> "The sale is over.";
            case HOLD_EXPIRED -> "The time to act on this purchase has passed; the unit went back.";
            case TOO_LARGE -> "The request, its address or its headers are larger than what is taken.";
            case UNSUPPORTED_MEDIA_TYPE -> "Bodies are JSON: send 'Content-Type: application/json'.";
            case KEY_REUSED ->
                "This Idempotency-Key belongs to another request of yours. Use a new key for a new wish.";
            case TOO_FAST -> "Too many requests; wait as 'Retry-After' says.";
            case QUEUE_FULL -> "Too many people ask at this moment. Nothing was done; ask again as 'Retry-After' says.";
            case DEGRADED -> "A part of the system is away. Nothing was done; ask again as 'Retry-After' says.";
            case NO_MAJORITY ->
                "The system cannot be sure of its decisions at the moment. Ask again as 'Retry-After' says.";
            case UNKNOWN_OUTCOME -> "It is not known whether this was done. Ask again with the same Idempotency-Key.";
        };
    }
}
