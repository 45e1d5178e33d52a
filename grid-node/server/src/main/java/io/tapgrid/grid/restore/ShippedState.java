package io.tapgrid.grid.restore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far MySQL has come, and how far it should have.
 *
 * @param watermarks the shards anything was ever shipped of
 * @param recordedHeads the record of the last drained stop; empty when there was none, or it was erased
 * @param hasRows whether there is any sale
 * @param lossAccepted whether an operator has accepted that something may be missing
 */
record ShippedState(
        Map<Integer, Mark> watermarks,
        Map<Integer, Long> recordedHeads,
        long rowsRefused,
        boolean hasRows,
        boolean lossAccepted) {

    /** A shard's watermark. */
    record Mark(long nextSeq, long epoch) {}

    static ShippedState read(Connection connection) throws SQLException {
        Map<Integer, Mark> marks = new TreeMap<>();
        Map<Integer, Long> heads = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT shard, next_seq, epoch FROM shipped")) {
                while (rows.next()) {
                    marks.put(rows.getInt(1), new Mark(rows.getLong(2), rows.getLong(3)));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT shard, next_seq FROM shard_stop")) {
                while (rows.next()) {
                    heads.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return new ShippedState(
                    marks,
                    heads,
                    count(statement, "SELECT COUNT(*) FROM dead_letter"),
                    isThere(statement, "SELECT 1 FROM sale LIMIT 1"),
                    isThere(statement, "SELECT 1 FROM loss_acceptance"));
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static boolean isThere(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    /** Nothing was ever shipped into this database. */
    boolean isEmpty() {
        return !hasRows && watermarks.values().stream().allMatch(mark -> mark.nextSeq() == 1);
    }

    long nextSeq(int shard) {
        Mark mark = watermarks.get(shard);
        return mark == null ? 1 : mark.nextSeq();
    }

    long epoch(int shard) {
        Mark mark = watermarks.get(shard);
        return mark == null ? 0 : mark.epoch();
    }

    /** What speaks against the assumption that MySQL holds everything; empty when nothing does. */
    List<String> doubts(int shards) {
        List<String> doubts = new ArrayList<>(doubtsOfTheStop(shards));
        if (rowsRefused > 0) {
            doubts.add(rowsRefused + " rows were refused by the database and are in dead_letter alone");
        }
        return doubts;
    }

    /** Whether each shard's journal came here to its end. */
    List<String> doubtsOfTheStop(int shards) {
        if (recordedHeads.isEmpty()) {
            return List.of(
                    "the last stop was not a drained one: what was sold after the last shipment is unknown here");
        }
        List<String> doubts = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            Long head = recordedHeads.get(shard);
            if (head == null) {
                doubts.add("shard " + shard + " went on after the last drained stop");
            } else if (head != nextSeq(shard)) {
                doubts.add("shard " + shard + ": " + (head - nextSeq(shard)) + " entries of its journal are missing");
            }
        }
        return doubts;
    }

    /** The highest shard number that anything is known of; −1 for none. */
    int shardMax() {
        int max = -1;
        for (int shard : watermarks.keySet()) {
            max = Math.max(max, shard);
        }
        for (int shard : recordedHeads.keySet()) {
            max = Math.max(max, shard);
        }
        return max;
    }
}
