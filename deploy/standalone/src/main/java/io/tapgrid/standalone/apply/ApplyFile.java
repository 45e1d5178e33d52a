package io.tapgrid.standalone.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Applies a file to the running system, for the verb of that name and for whoever needs a sale without being asked. */
public final class ApplyFile {
    private final ConsoleApi api;
    private final Applier applier;
    private final Consumer<String> say;

    public ApplyFile(Settings settings, DataFolder data, Clock clock, Consumer<String> say) {
        this.api = new ConsoleApi(settings.ports().admin(), data);
        this.applier = new Applier(api, new FirstApply(data.root()), clock, say);
        this.say = say;
    }

    /** Applies it without asking. */
    public void apply(Path file) throws InterruptedException {
        apply(file, () -> true);
    }

    /** Says what would change, asks {@code confirm} if anything would, and does it; false when that said no. */
    boolean apply(Path file, BooleanSupplier confirm) throws InterruptedException {
        List<Applier.Step> steps = applier.plan(SaleFile.read(file));
        steps.forEach(step -> step.lines().forEach(say));
        if (steps.stream().anyMatch(Applier.Step::changesSomething) && !confirm.getAsBoolean()) {
            return false;
        }
        for (Applier.Step step : steps) {
            applier.carryOut(step);
        }
        return true;
    }

    /** The console's reading of the law of conservation, one object per item. */
    public JsonNode conservation(String saleId) throws InterruptedException {
        ConsoleApi.Answer answer = api.get("/sales/" + saleId + "/conservation");
        if (answer.status() != 200) {
            throw ConsoleApi.refused(answer);
        }
        return answer.body();
    }
}
