package io.tapgrid.grid.salvage;

import com.zaxxer.hikari.HikariDataSource;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.domain.Sku;
import io.tapgrid.grid.database.DatabaseSettings;
import io.tapgrid.grid.database.SqlTime;
import io.tapgrid.grid.ship.LateShipment;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What may be missing in MySQL after everything was brought there that some disk had, and whom it may concern. */
public final class Losses implements AutoCloseable {
    /** A node whose last commit is older than the others' by that much was not there when they made theirs. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(10);

    private static final String HEADER = "sale,item,shopper,purchase,state";

    /** With a reservation, whatever became of it; without, those alone who have bought. */
    private static final String CONCERNED = "SELECT r.sale_id, r.sku, r.uid, p.purchase_id, p.state FROM reservation r"
            + " JOIN sale s ON s.sale_id = r.sale_id AND s.opens_at <= ? LEFT JOIN purchase p ON p.shard = r.shard"
            + " AND p.sale_id = r.sale_id AND p.uid = r.uid AND p.sku = r.sku WHERE r.shard = ?"
            + " UNION SELECT p.sale_id, p.sku, p.uid, p.purchase_id, p.state FROM purchase p WHERE p.shard = ?"
            + " ORDER BY 1, 2, 3, 4";

    private final HikariDataSource database;
    private final Shards shards;
    private final Clock clock;

    public Losses(DatabaseSettings mysql, Shards shards, Clock clock) {
        this.database = mysql.open();
        this.shards = shards;
        this.clock = clock;
    }

    /** Every shard, in order. */
    public List<ShardReach> reach(List<SalvagedDisk> disks) throws SQLException {
        List<ShardReach> found = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            LateShipment mysql = new LateShipment(connection, clock.instant());
            Instant latest = latest(disks, mysql);
            for (int shard = 0; shard < shards.count(); shard++) {
                found.add(new ShardReach(
                        shard,
                        nodesWith(shard, disks),
                        mysql.reached(shard).nextSeq() - 1,
                        mysql.lastEvent(shard),
                        doubt(shard, disks, latest)));
            }
        }
        return found;
    }

    private Instant latest(List<SalvagedDisk> disks, LateShipment mysql) throws SQLException {
        Instant latest = Instant.EPOCH;
        for (int shard = 0; shard < shards.count(); shard++) {
            latest = later(latest, mysql.lastEvent(shard).orElse(Instant.EPOCH));
        }
        for (SalvagedDisk disk : disks) {
            latest = later(latest, disk.lastChange());
        }
        return latest;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<Integer> nodesWith(int shard, List<SalvagedDisk> disks) {
        return disks.stream()
                .filter(disk -> disk.shards().stream().anyMatch(copy -> copy.shard() == shard))
                .map(SalvagedDisk::node)
                .toList();
    }

    /** Empty as soon as one disk had everything of the shard. */
    private static String doubt(int shard, List<SalvagedDisk> disks, Instant latest) {
        String doubt = "no disk has a copy";
        for (SalvagedDisk disk : disks) {
            for (SalvagedShard copy : disk.shards()) {
                if (copy.shard() == shard) {
                    doubt = doubt(disk, copy, latest);
                    if (doubt.isEmpty()) {
                        return "";
                    }
                }
            }
        }
        return doubt;
    }

    private static String doubt(SalvagedDisk disk, SalvagedShard copy, Instant latest) {
        if (!copy.problem().isEmpty()) {
            return copy.problem();
        }
        if (!copy.complete()) {
            return "node-" + disk.node() + " was still being filled";
        }
        boolean leftBehind = disk.lastChange().plus(LEFT_BEHIND).isBefore(latest);
        return leftBehind ? "node-" + disk.node() + " went before the others, at " + disk.lastChange() : "";
    }

    /** Sales and items whose own order lies in one of the shards: what operators did to them last may be missing. */
    public Set<String> termsIn(Set<Integer> doubtful) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sale_id, sku FROM item")) {
            while (rows.next()) {
                SaleId saleId = new SaleId(rows.getString(1));
                Sku sku = new Sku(rows.getString(2));
                if (doubtful.contains(shards.of(saleId))) {
                    found.add("the terms of " + saleId);
                }
                if (doubtful.contains(shards.ofPool(saleId, sku))) {
                    found.add("the stock of " + saleId + " " + sku);
                }
            }
        }
        return found;
    }

    /**
     * Writes, as CSV, every shopper of the shards who may have been told something that MySQL does not have: all with a reservation in a sale that has
     * opened, and all who have bought, with what MySQL has of them.
     *
     * @return how many lines, without the header
     */
    public long writeConcerned(Set<Integer> doubtful, Path csv) throws SQLException, IOException {
        long lines = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement concerned = connection.prepareStatement(CONCERNED);
                BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write(HEADER + "\n");
            for (int shard : doubtful) {
                concerned.setObject(1, SqlTime.of(clock.instant()));
                concerned.setInt(2, shard);
                concerned.setInt(3, shard);
                try (ResultSet rows = concerned.executeQuery()) {
                    while (rows.next()) {
                        out.write(line(rows));
                        lines++;
                    }
                }
            }
        }
        return lines;
    }

    /** No value holds a comma or a quote: the contract's patterns do not let them in. */
    private static String line(ResultSet row) throws SQLException {
        StringBuilder line = new StringBuilder(row.getString(1));
        for (int column = 2; column <= 5; column++) {
            String text = row.getString(column);
            line.append(',').append(text == null ? "" : text);
        }
        return line.append('\n').toString();
    }

    @Override
    public void close() {
        database.close();
    }
}
