package io.tapgrid.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packages that the classes of a package may import, all of them. A list of what is forbidden would pass in silence once the
 * forbidden package is renamed, or before it exists; a list of what is allowed fails, and so does a wall around no class at all.
 * Package patterns are ArchUnit's: {@code a.b} is the package, {@code a.b..} also those below it.
 */
record Wall(String home, List<String> except, List<String> packages, List<String> types) {

    static Wall around(String home) {
        return new Wall(home, List.of(), List.of(home), List.of());
    }

    /** Packages below the home that have a wall of their own. */
    Wall except(String... inner) {
        return new Wall(home, List.of(inner), packages, types);
    }

    Wall allows(String... more) {
        return new Wall(home, except, and(packages, more), types);
    }

    /** Single classes of a package that is otherwise shut out, by their full names. */
    Wall allowsOnly(String... more) {
        return new Wall(home, except, packages, and(types, more));
    }

    /** The same wall around another package: how a test shows that it holds something off. */
    Wall movedTo(String otherHome) {
        return new Wall(otherHome, List.of(), packages, types);
    }

    boolean encloses(String packageName) {
        return PackageMatcher.of(home).matches(packageName)
                && except.stream().noneMatch(inner -> PackageMatcher.of(inner).matches(packageName));
    }

    ArchRule rule() {
        return classes()
                .that()
                .resideInAPackage(home)
                .and()
                .resideOutsideOfPackages(except.toArray(String[]::new))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new))
                        .or(areOneOf(types))
                        .as("the wall allows: %s %s", packages, types))
                .allowEmptyShould(false);
    }

    private static DescribedPredicate<JavaClass> areOneOf(List<String> names) {
        return describe("are one of " + names, type -> names.contains(type.getName()));
    }

    private static List<String> and(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Override
    public String toString() {
        return home;
    }
}
