package io.tapgrid.domain.purchase;

/** A payment as the shop's server reported it. {@code paymentId} is 1–128 printable ASCII, {@code amountMinor} ≥ 0. */
public record Payment(String paymentId, long amountMinor, String currency) {}
