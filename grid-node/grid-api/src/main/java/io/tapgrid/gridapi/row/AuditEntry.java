package io.tapgrid.gridapi.row;

import java.sql.Timestamp;

/** Who did what to what; before and after are JSON text. */
public final class AuditEntry {
    public final Timestamp at;

    public final String actor;

    public final String action;

    public final String subject;

    public final String before;

    public final String after;

    public AuditEntry(Timestamp at, String actor, String action, String subject, String before, String after) {
        this.at = at;
        this.actor = actor;
        this.action = action;
        this.subject = subject;
        this.before = before;
        this.after = after;
    }
}
