package io.tapgrid.standalone.prove.soak;

import io.tapgrid.load.measure.LatencySummary;
import io.tapgrid.load.measure.LatencyTable;
import io.tapgrid.standalone.prove.system.GridSql;
import io.tapgrid.standalone.prove.system.Subject;
import io.tapgrid.standalone.prove.traffic.History;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The looks of a soak, one after each sale. One thread. */
public final class Soak {
    private final Subject subject;
    private final GridSql grid;
    private final Processes processes;
    private final List<Look> looks = new ArrayList<>();

    public Soak(Subject subject, GridSql grid) {
        this.subject = subject;
        this.grid = grid;
        this.processes = new Processes(subject);
    }

    /** After a sale, at rest; collects the garbage of every process. */
    public void look(String sale, History history) throws IOException, InterruptedException, SQLException {
        LatencyTable latencies = history.drainLatencies();
        LatencySummary answered = latencies.summary(label -> !History.isTurnedAway(label.outcome()));
        looks.add(new Look(
                sale,
                history.operations(),
                answered,
                grid.rowsOf("PURCHASE") + grid.rowsOf("RESERVATION"),
                processes.walBytes(),
                Folder.bytes(processes.gridFolder()),
                Folder.bytes(subject.settings().data().resolve("mysql")),
                processes.read()));
    }

    /** What grew that must not; nothing where all is flat. */
    public List<String> grown() {
        return Growth.of(looks);
    }

    /** The looks as tables in Markdown. */
    public String tables() {
        return SoakTables.of(looks);
    }
}
