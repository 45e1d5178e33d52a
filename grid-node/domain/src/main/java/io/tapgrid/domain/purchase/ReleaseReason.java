package io.tapgrid.domain.purchase;

/** Why a unit went back. */
public enum ReleaseReason {
    EXPIRED,
    CANCELLED,
    REFUNDED,
    VOIDED
}
