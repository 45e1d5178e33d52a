package io.tapgrid.domain.purchase;

/** Why a unit went back. */
public enum ReleaseReason {
    EXPIRED,
    CANCELLED,
    REFUNDED,

    /** Taken back by an operator. Nothing does that yet; the word is part of what tables and API may show. */
    VOIDED
}
