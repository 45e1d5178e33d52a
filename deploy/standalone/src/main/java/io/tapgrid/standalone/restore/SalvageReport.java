package io.tapgrid.standalone.restore;

import io.tapgrid.grid.salvage.Losses;
import io.tapgrid.grid.salvage.SalvagedDisk;
import io.tapgrid.grid.salvage.SalvagedShard;
import io.tapgrid.grid.salvage.ShardReach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a salvage says, in the terminal and in {@code report.txt} of its folder, where it can be read after the restore. */
final class SalvageReport {
    private final Path folder;
    private final Path text;
    private final Path concerned;
    private boolean whole = true;

    SalvageReport(Path folder) throws IOException {
        this.folder = folder;
        this.text = folder.resolve("report.txt");
        this.concerned = folder.resolve("may-be-lost.csv");
        Files.createDirectories(folder);
        Files.deleteIfExists(text);
        Files.deleteIfExists(concerned);
    }

    /** Where the report is, and copies of disks while they are read. */
    Path folder() {
        return folder;
    }

    /** Whether every disk could be read, and everything on them is in MySQL. */
    boolean isWhole() {
        return whole;
    }

    void empty(int node) throws IOException {
        say("node-" + node + ": its disk is empty");
    }

    void unreadable(int node, Exception why) throws IOException {
        whole = false;
        say("node-" + node + ": its disk CANNOT BE READ: " + why.getMessage());
    }

    void read(SalvagedDisk disk) throws IOException {
        long entries =
                disk.shards().stream().mapToLong(SalvagedShard::entriesBrought).sum();
        say("node-" + disk.node() + ": copies of " + disk.shards().size() + " shards, the last change at "
                + disk.lastChange() + "; entries brought to MySQL: " + entries);
        for (SalvagedShard copy : disk.shards()) {
            if (!copy.problem().isEmpty()) {
                say("  shard " + copy.shard() + ": " + copy.problem());
            }
            if (copy.rowsRefused() > 0) {
                whole = false;
                say("  shard " + copy.shard() + ": MySQL refused rows; they are in dead_letter");
            }
        }
    }

    /**
     * What MySQL has now, what it may not have, and whom that concerns.
     *
     * @param someAreMissing whether there were more disks than could be read
     */
    void losses(Losses losses, List<SalvagedDisk> disks, boolean someAreMissing) throws SQLException, IOException {
        List<ShardReach> shards = losses.reach(disks);
        say("");
        say("shard  copies           in MySQL up to");
        for (ShardReach shard : shards) {
            say("%5d  %-15s  %s%s"
                    .formatted(
                            shard.shard(),
                            nodes(shard),
                            shard.lastEvent().map(Object::toString).orElse("nothing"),
                            shard.isSafe() ? "" : "  MAYBE MORE: " + shard.doubt()));
        }
        Set<Integer> doubtful = shards.stream()
                .filter(shard -> !shard.isSafe())
                .map(ShardReach::shard)
                .collect(Collectors.toCollection(TreeSet::new));
        say("");
        if (doubtful.isEmpty()) {
            say("MySQL has everything that these disks know: nothing is lost");
        } else {
            doubts(losses, doubtful);
        }
        if (someAreMissing && !disks.isEmpty()) {
            say(
                    "That holds if the other disks went when these did. What was acknowledged without them, after the last change");
            say("that is given above for each, nobody here can know of.");
        }
    }

    private void doubts(Losses losses, Set<Integer> doubtful) throws SQLException, IOException {
        long lines = losses.writeConcerned(doubtful, concerned);
        say("MAY BE LOST: what was acknowledged in shards " + doubtful + " after these times:");
        say("  purchases, carts, payments, cancellations and reservations of the shoppers in");
        say("  " + concerned + " (" + lines + " lines, with what MySQL has of them)");
        for (String terms : losses.termsIn(doubtful)) {
            say("  " + terms);
        }
    }

    private static String nodes(ShardReach shard) {
        return shard.nodes().isEmpty()
                ? "none"
                : shard.nodes().stream().map(node -> "node-" + node).collect(Collectors.joining(" "));
    }

    void next(Path grid) throws IOException {
        say("");
        say("next: mv " + grid + " " + grid + "-before-restore");
        say("      ./tapgrid restore --accept-loss");
        say("      ./tapgrid start");
        System.out.println("this report: " + text);
    }

    private void say(String line) throws IOException {
        System.out.println(line);
        Files.writeString(text, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
