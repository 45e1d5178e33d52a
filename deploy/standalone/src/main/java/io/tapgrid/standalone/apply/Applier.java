package io.tapgrid.standalone.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapgrid.admin.spec.SaleSpec;
import io.tapgrid.admin.spec.SaleSpecReader;
import io.tapgrid.admin.spec.SaleSpecWriter;
import io.tapgrid.admin.spec.SpecProblemsException;
import io.tapgrid.domain.SaleId;
import io.tapgrid.standalone.CommandFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
            @Nullable JsonNode standing,
            @Nullable Path reservations,
            boolean changesRow,
            List<String> lines) {
        boolean isNew() {
            return standing == null;
        }

        boolean isDraft() {
            return standing == null || standing.path("state").asText().equals("DRAFT");
        }

        boolean changesSomething() {
            return changesRow || isDraft();
        }
    }

    /** Reads and checks every sale of the file; throws before anything has been changed. */
    List<Step> plan(SaleFile file) throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        for (JsonNode sale : file.sales()) {
            steps.add(step(sale, file.reservations(sale)));
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
            body.set("version", Objects.requireNonNull(step.standing()).get("version"));
            api.put(path, body);
            say.accept(step.spec().id() + ": changed");
        }
        if (step.reservations() != null) {
            importReservations(step.spec().id(), step.reservations());
        }
        if (step.isDraft()) {
            api.post(path + "/schedule", JsonNodeFactory.instance.objectNode());
            say.accept(step.spec().id() + ": scheduled, opens by itself at "
                    + step.spec().opensAt());
        }
    }

    private Step step(JsonNode sale, Optional<Path> reservations) throws InterruptedException {
        String text = sale.path("sale").asText();
        Optional<JsonNode> standing = SaleId.isValid(text) ? find(new SaleId(text)) : Optional.empty();
        Instant first = SaleId.isValid(text) && standing.isPresent()
                ? firstApply.of(new SaleId(text)).orElse(clock.instant())
                : clock.instant();
        SaleSpec spec = read(sale, first, standing);
        if (standing.isEmpty()) {
            return new Step(spec, first, null, reservations.orElse(null), true, List.of(describeNew(spec)));
        }
        return change(spec, first, standing.get(), reservations);
    }

    private Step change(SaleSpec spec, Instant first, JsonNode standing, Optional<Path> reservations) {
        SpecDifference difference = SpecDifference.between(specOf(standing), spec);
        refuseOtherStock(spec, difference, standing.path("state").asText());
        List<String> lines = new ArrayList<>();
        if (difference.isEmpty()) {
            lines.add(
                    spec.id() + ": stands as written (" + standing.path("state").asText() + ")");
        } else {
            lines.add(spec.id() + ":");
            difference.lines().forEach(line -> lines.add("  " + line));
        }
        return new Step(spec, first, standing, reservations.orElse(null), !difference.isEmpty(), lines);
    }

    /** The absolute times that stand are kept when the file's are relative and nobody remembers what they counted from. */
    private SaleSpec read(JsonNode sale, Instant first, Optional<JsonNode> standing) {
        try {
            SaleSpec spec = SaleSpecReader.readRelative(sale, first);
            boolean forgotten = standing.isPresent() && firstApply.of(spec.id()).isEmpty();
            if (!forgotten || !sale.path("opensAt").asText().startsWith("+")) {
                return spec;
            }
            ObjectNode absolute = sale.deepCopy();
            absolute.put("opensAt", standing.get().path("opensAt").asText());
            return SaleSpecReader.readRelative(absolute, first);
        } catch (SpecProblemsException e) {
            throw new CommandFailure(
                    sale.path("sale").asText("a sale") + " is not valid:\n  " + String.join("\n  ", e.problems()), e);
        }
    }

    private Optional<JsonNode> find(SaleId saleId) throws InterruptedException {
        ConsoleApi.Answer answer = api.get("/sales/" + saleId);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw ConsoleApi.refused(answer);
        }
        return Optional.of(answer.body());
    }

    private static SaleSpec specOf(JsonNode standing) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        for (String field :
                List.of("sale", "name", "opensAt", "closesAt", "reservation", "rule", "holdFor", "payFor")) {
            known.set(field, standing.get(field));
        }
        var items = known.putArray("items");
        for (JsonNode item : standing.path("items")) {
            ObjectNode copy = items.addObject();
            for (String field : List.of("sku", "name", "priceMinor", "currency", "stock")) {
                copy.set(field, item.get(field));
            }
        }
        return SaleSpecReader.read(known);
    }

    private void refuseOtherStock(SaleSpec spec, SpecDifference difference, String state) {
        if (difference.otherStock().isEmpty() || state.equals("DRAFT")) {
            return;
        }
        StringBuilder message =
                new StringBuilder(spec.id() + ": stock changes are deltas; instead of another stock, adjust it:");
        difference
                .otherStock()
                .forEach((sku, delta) -> message.append("\n  curl -H \"Authorization: Bearer $(cat data/api-key)\"")
                        .append(" -H \"Idempotency-Key: $(uuidgen)\" -H 'Content-Type: application/json'")
                        .append(" -d '{\"delta\":")
                        .append(delta)
                        .append(",\"reason\":\"…\"}' ")
                        .append(api.url("/sales/" + spec.id() + "/items/" + sku + "/stock-adjustments")));
        throw new CommandFailure(message.toString());
    }

    private static String describeNew(SaleSpec spec) {
        long units = spec.items().stream().mapToLong(item -> item.stock()).sum();
        return spec.id() + ": new, " + spec.items().size() + " items, " + units + " units, "
                + spec.rule().text() + ", opens " + spec.opensAt() + ", closes " + spec.closesAt();
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
        say.accept(saleId + ": " + answer.path("lines").asLong() + " lines, "
                + answer.path("added").asLong() + " added, "
                + answer.path("existing").asLong() + " existing, "
                + answer.path("rejected").asLong() + " rejected");
    }
}
