package io.tapgrid.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class NamesTest {

    /** But for a {@code Main}: it puts the parts of its process together, so it knows them all. */
    @Test
    void packages_do_not_import_each_other_in_a_circle() {
        slices().matching("io.tapgrid.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(simpleNameEndingWith("Main"), alwaysTrue())
                .check(TapgridClasses.SHIPPED);
    }

    @Test
    void every_package_says_what_it_is_and_marks_its_nulls() {
        var packages = TapgridClasses.SHIPPED.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .toList();

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.isAnnotatedWith(NullMarked.class))
                        .as("%s has a @NullMarked package-info", found.getName())
                        .isTrue());
    }

    @Test
    void nothing_is_named_after_the_trouble_of_naming_it() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Abstract[A-Z]\\w*)")
                .check(TapgridClasses.SHIPPED);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..core..", "..service..", "..dto..")
                .check(TapgridClasses.SHIPPED);
    }

    @Test
    void classes_are_final_unless_they_are_meant_to_be_extended() {
        classes()
                .that(describe("can be made", NamesTest::isConcrete))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(TapgridClasses.SHIPPED);
    }

    /** JMH extends what it measures. */
    private static boolean isConcrete(JavaClass type) {
        return !type.isInterface()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.isAnonymousClass()
                && !type.isEnum()
                && !type.isAnnotatedWith("org.openjdk.jmh.annotations.State")
                && !TapgridClasses.isPackageInfo(type);
    }
}
