package io.tapgrid.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Same inputs, same answer: inside the packages that its wall allows, the kernel also leaves alone what is not a function. */
final class KernelTest {
    private static final String KERNEL = "io.tapgrid.domain..";
    private static final String PLANTED = "io.tapgrid.architecture.planted..";

    private static final Set<String> NOT_A_FUNCTION = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "java.time.Clock",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer");
    private static final Set<String> ASKS_THE_WORLD = Set.of(
            "currentTimeMillis",
            "nanoTime",
            "getenv",
            "getProperty",
            "now",
            "random",
            "randomUUID",
            "identityHashCode");

    @Test
    void the_kernel_asks_no_clock_throws_no_dice_and_starts_no_thread() {
        leavesTheWorldAlone(KERNEL).check(TapgridClasses.SHIPPED);
    }

    @Test
    void the_kernel_keeps_nothing_between_two_calls() {
        keepsNothing(KERNEL).check(TapgridClasses.SHIPPED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Instant.now()",
                "Clock.instant()",
                "System.nanoTime()",
                "Random.nextInt()",
                "randomUUID()",
                "Thread.start()"
            })
    void a_planted_question_to_the_world_is_seen(String call) {
        var found = leavesTheWorldAlone(PLANTED).evaluate(TapgridClasses.PLANTED);

        assertThat(found.getFailureReport().getDetails())
                .anySatisfy(line -> assertThat(line).contains(call));
    }

    @Test
    void a_planted_static_variable_is_seen() {
        assertThat(keepsNothing(PLANTED).evaluate(TapgridClasses.PLANTED).hasViolation())
                .isTrue();
    }

    private static ArchRule leavesTheWorldAlone(String home) {
        return noClasses().that().resideInAPackage(home).should().accessTargetWhere(asksTheWorld());
    }

    private static ArchRule keepsNothing(String home) {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(home)
                .and()
                .areStatic()
                .and(describe(
                        "are not the compiler's own", field -> !field.getName().contains("$")))
                .should()
                .beFinal();
    }

    private static DescribedPredicate<JavaAccess<?>> asksTheWorld() {
        return describe("asks the world", access -> {
            var owner = access.getTargetOwner();
            var asked = access.getTarget().getName();
            return NOT_A_FUNCTION.contains(owner.getName())
                    || (owner.getPackageName().startsWith("java.") && ASKS_THE_WORLD.contains(asked));
        });
    }
}
