package io.tapgrid.gridapi.row;

import java.sql.Timestamp;

/** The move that an operator's key was used for, so that a late repeat of it does not move the sale again. */
public final class MoveRow {
    public final String move;

    public final Timestamp at;

    public MoveRow(String move, Timestamp at) {
        this.move = move;
        this.at = at;
    }
}
