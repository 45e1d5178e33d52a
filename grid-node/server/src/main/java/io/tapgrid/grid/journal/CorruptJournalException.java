package io.tapgrid.grid.journal;

/** Bytes that are not an entry of a version this process knows: damaged, cut off, or written by a newer one. */
public final class CorruptJournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptJournalException(String message) {
        super(message);
    }

    CorruptJournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
