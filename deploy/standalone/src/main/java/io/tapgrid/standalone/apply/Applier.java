package io.tapgrid.standalone.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.spec.SaleSpec;
import io.tapgrid.admin.spec.SaleSpecReader;
import io.tapgrid.admin.spec.SaleSpecWriter;
import io.tapgrid.admin.spec.SpecProblemsException;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.sale.OperatorRules;
import io.tapgrid.standalone.CommandFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file into steps and carries them out: create or change the sale, import its reservations, schedule it. A sale
 * that an earlier apply left half done (DRAFT) is taken up where it stands.
 */
final class Applier {
    private final ConsoleApi api;
    private final FirstApply firstApply;
    private final Clock clock;
    private final Consumer<String> say;

    Applier(ConsoleApi api, FirstApply firstApply, Clock clock, Consumer<String> say) {
        this.api = api;
        this.firstApply = firstApply;
        this.clock = clock;
        this.say = say;
    }

    /**
     * What one sale of the file asks for.
     *
     * @param standing the sale as the system has it; null when it is new
     * @param lines what would change, for the operator
     */
    record Step(
            SaleSpec spec,
            Instant firstApplied,
            @Nullable StandingSale standing,
            @Nullable Path reservations,
            boolean changesRow,
            List<String> lines) {
        boolean isNew() {
            return standing == null;
        }

        boolean isDraft() {
            return standing == null || standing.isDraft();
        }

        /** The file may say the same after the sale as before it, when nobody can reserve any more. */
        boolean importsReservations() {
            return reservations != null && (standing == null || !standing.isClosed());
        }

        boolean changesSomething() {
            return changesRow || isDraft();
        }
    }

    /** Reads and checks every sale of the file; throws before anything has been changed. */
    List<Step> plan(SaleFile file) throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        Set<SaleId> seen = new HashSet<>();
        for (JsonNode sale : file.sales()) {
            Step step = step(sale, file.reservations(sale));
            if (!seen.add(step.spec().id())) {
                throw new CommandFailure("sale: " + step.spec().id() + " (expected: each sale once in a file)");
            }
            steps.add(step);
        }
        return steps;
    }

    void carryOut(Step step) throws InterruptedException {
        String path = "/sales/" + step.spec().id();
        if (step.isNew()) {
            firstApply.remember(step.spec().id(), step.firstApplied());
            api.post("/sales", SaleSpecWriter.write(step.spec()));
            say.accept(step.spec().id() + ": created");
        } else if (step.changesRow()) {
            ObjectNode body = SaleSpecWriter.write(step.spec());
            body.put("version", Objects.requireNonNull(step.standing()).version());
            api.put(path, body);
            say.accept(step.spec().id() + ": changed");
        }
        if (step.importsReservations()) {
            importReservations(step.spec().id(), Objects.requireNonNull(step.reservations()));
        }
        if (step.isDraft()) {
            api.post(path + "/schedule", JsonNodeFactory.instance.objectNode());
            say.accept(step.spec().id() + ": scheduled, opens by itself at "
                    + step.spec().opensAt());
        }
    }

    private Step step(JsonNode sale, Optional<Path> reservations) throws InterruptedException {
        String text = sale.path("sale").asText();
        Optional<StandingSale> standing = SaleId.isValid(text) ? find(new SaleId(text)) : Optional.empty();
        Instant first = standing.flatMap(it -> firstApply.of(it.spec().id())).orElse(clock.instant());
        SaleSpec spec = read(sale, first, standing);
        requireEndAhead(spec, standing);
        if (standing.isEmpty()) {
            return new Step(spec, first, null, reservations.orElse(null), true, List.of(describeNew(spec)));
        }
        return change(spec, first, standing.get(), reservations);
    }

    /** A sale that is over before it is scheduled would be left behind as a draft. */
    private void requireEndAhead(SaleSpec spec, Optional<StandingSale> standing) {
        boolean toSchedule = standing.isEmpty() || standing.get().isDraft();
        if (toSchedule
                && OperatorRules.schedule(spec.toSale(Optional.empty()), clock.instant())
                        .isEmpty()) {
            throw new CommandFailure(spec.id() + ": closesAt: " + spec.closesAt() + " (expected: after now)");
        }
    }

    private Step change(SaleSpec spec, Instant first, StandingSale standing, Optional<Path> reservations) {
        SpecDifference difference = SpecDifference.between(standing.spec(), spec);
        refuseOtherStock(spec, difference, standing);
        List<String> lines = new ArrayList<>();
        if (difference.isEmpty()) {
            lines.add(spec.id() + ": stands as written (" + standing.state() + ")");
        } else {
            standing.objectionTo(spec, clock.instant()).ifPresent(objection -> {
                throw new CommandFailure(spec.id() + ": " + objection);
            });
            lines.add(spec.id() + ":");
            difference.lines().forEach(line -> lines.add("  " + line));
        }
        return new Step(spec, first, standing, reservations.orElse(null), !difference.isEmpty(), lines);
    }

    /** The absolute times that stand are kept when the file's are relative and nobody remembers what they counted from. */
    private SaleSpec read(JsonNode sale, Instant first, Optional<StandingSale> standing) {
        try {
            SaleSpec spec = SaleSpecReader.readRelative(sale, first);
            boolean forgotten = standing.isPresent() && firstApply.of(spec.id()).isEmpty();
            if (!forgotten || !sale.path("opensAt").asText().startsWith("+")) {
                return spec;
            }
            ObjectNode absolute = sale.deepCopy();
            absolute.put("opensAt", standing.get().spec().opensAt().toString());
            return SaleSpecReader.readRelative(absolute, first);
        } catch (SpecProblemsException e) {
            throw new CommandFailure(
                    sale.path("sale").asText("a sale") + " is not valid:\n  " + String.join("\n  ", e.problems()), e);
        }
    }

    private Optional<StandingSale> find(SaleId saleId) throws InterruptedException {
        ConsoleApi.Answer answer = api.get("/sales/" + saleId);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw ConsoleApi.refused(answer);
        }
        return Optional.of(StandingSale.of(answer.body()));
    }

    private void refuseOtherStock(SaleSpec spec, SpecDifference difference, StandingSale standing) {
        if (difference.otherStock().isEmpty() || standing.isDraft()) {
            return;
        }
        StringBuilder message =
                new StringBuilder(spec.id() + ": stock changes are deltas; instead of another stock, adjust it:");
        difference.otherStock().forEach((sku, delta) -> {
            String path = "/sales/" + spec.id() + "/items/" + sku + "/stock-adjustments";
            message.append("\n  ").append(api.curl(path, "{\"delta\":" + delta + ",\"reason\":\"…\"}"));
        });
        throw new CommandFailure(message.toString());
    }

    private static String describeNew(SaleSpec spec) {
        long units = spec.items().stream().mapToLong(item -> item.stock()).sum();
        String items = spec.items().size() == 1 ? "1 item, " : spec.items().size() + " items, ";
        return spec.id() + ": new, " + items + units + " units, " + spec.rule().text() + ", opens " + spec.opensAt()
                + ", closes " + spec.closesAt();
    }

    private void importReservations(SaleId saleId, Path csv) throws InterruptedException {
        say.accept(saleId + ": importing reservations from " + csv.getFileName());
        JsonNode answer = api.upload(
                "/sales/" + saleId + "/reservations",
                CsvUpload.of(csv, percent -> say.accept(saleId + ": " + percent + " % of " + csv.getFileName())));
        for (JsonNode error : answer.path("errors")) {
            say.accept("  line " + error.path("line").asText() + ": "
                    + error.path("reason").asText());
        }
        long lines = answer.path("lines").asLong();
        long rejected = answer.path("rejected").asLong();
        say.accept(saleId + ": " + lines + " lines, "
                + answer.path("added").asLong() + " added, "
                + answer.path("existing").asLong() + " existing, "
                + rejected + " rejected");
        if (rejected > 0 && rejected == lines) {
            throw new CommandFailure(saleId + ": no line of " + csv.getFileName()
                    + " was taken, so nobody could buy; mend the file and apply again");
        }
        if (rejected > 0) {
            say.accept(saleId + ": rejected lines reserve nothing; mend them and apply again, the others do no harm");
        }
    }
}
