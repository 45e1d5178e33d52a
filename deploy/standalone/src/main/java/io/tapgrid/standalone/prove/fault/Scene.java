package io.tapgrid.standalone.prove.fault;

import io.tapgrid.standalone.prove.host.Wires;
import io.tapgrid.standalone.prove.system.GridSql;
import io.tapgrid.standalone.prove.system.MySqlSide;
import io.tapgrid.standalone.prove.system.Operator;
import io.tapgrid.standalone.prove.system.Subject;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What faults work on: the system, and the sale that shoppers are in. One thread. */
public final class Scene {
    private final Subject subject;
    private final GridSql grid;
    private final MySqlSide mysql;
    private final Operator operator;
    private final Optional<Wires> wires;
    private final Random random;
    private @Nullable SaleTerms sale;
    private String reservations = "";

    public Scene(Subject subject, Operator operator, Optional<Wires> wires, Random random) {
        this.subject = subject;
        this.grid = new GridSql(subject.settings());
        this.mysql = new MySqlSide(subject.settings());
        this.operator = operator;
        this.wires = wires;
        this.random = random;
    }

    /**
     * From now on this is the sale.
     *
     * @param csv with which its reservations were imported
     */
    public void enter(SaleTerms next, String csv) {
        sale = next;
        reservations = csv;
    }

    public Subject subject() {
        return subject;
    }

    public GridSql grid() {
        return grid;
    }

    public MySqlSide mysql() {
        return mysql;
    }

    public Operator operator() {
        return operator;
    }

    Optional<Wires> wires() {
        return wires;
    }

    public Random random() {
        return random;
    }

    SaleTerms sale() {
        SaleTerms current = sale;
        if (current == null) {
            throw new IllegalStateException("no sale yet");
        }
        return current;
    }

    String reservations() {
        return reservations;
    }

    String anyNode() {
        return subject.nodes().get(random.nextInt(subject.nodes().size()));
    }

    String anyWeb() {
        return subject.webs().get(random.nextInt(subject.webs().size()));
    }

    /** Whole milliseconds between the two, both included. */
    Duration between(Duration least, Duration most) {
        long spread = most.toMillis() - least.toMillis();
        return least.plusMillis((long) (random.nextDouble() * (spread + 1)));
    }

    Set<Integer> allWebs() {
        return IntStream.range(0, subject.webs().size()).boxed().collect(Collectors.toSet());
    }
}
