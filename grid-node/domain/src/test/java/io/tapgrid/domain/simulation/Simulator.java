package io.tapgrid.domain.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Runs history after history until enough steps are taken, or one breaks a law. */
final class Simulator {
    /** How far a run came, and what it found. {@code seed} is that of its last history. */
    record Run(long seed, long steps, int histories, Map<String, Long> answers, Optional<String> found) {}

    private Simulator() {}

    /** History i is drawn from {@code seed + i}, so a run that begins with a failing history's seed fails at once. */
    static Run run(long seed, long stepsWanted, Supplier<Kernel> kernel) {
        long steps = 0;
        Map<String, Long> answers = new TreeMap<>();
        for (int histories = 1; ; histories++) {
            History history = new History(seed + histories - 1, kernel.get());
            Optional<String> found = broken(history, stepsWanted - steps);
            steps += history.steps();
            history.answers().forEach((answer, count) -> answers.merge(answer, count, Long::sum));
            if (found.isPresent() || steps >= stepsWanted) {
                return new Run(seed + histories - 1, steps, histories, answers, found);
            }
        }
    }

    /** A row that cannot exist is refused by its own constructor: that, too, is a find. */
    private static Optional<String> broken(History history, long limit) {
        try {
            history.run((int) Math.min(limit, Integer.MAX_VALUE));
            return Optional.empty();
        } catch (LawBroken | IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.of("step " + history.steps() + ": " + e);
        }
    }
}
