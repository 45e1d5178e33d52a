package io.tapgrid.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packages that the classes of a package may import, all of them. A list of what is forbidden would pass in silence once the
 * forbidden package is renamed, or before it exists; a list of what is allowed fails, and so does a wall around no class at all.
 * Package patterns are ArchUnit's: {@code a.b} is the package, {@code a.b..} also those below it.
 */
record Wall(String home, List<String> except, List<String> allowed) {

    static Wall around(String home) {
        return new Wall(home, List.of(), List.of(home));
    }

    /** Packages below the home that have a wall of their own. */
    Wall except(String... packages) {
        return new Wall(home, List.of(packages), allowed);
    }

    Wall allows(String... packages) {
        return new Wall(
                home,
                except,
                Stream.concat(allowed.stream(), Stream.of(packages)).toList());
    }

    /** The same wall around another package: how a test shows that it holds something off. */
    Wall movedTo(String otherHome) {
        return new Wall(otherHome, List.of(), allowed);
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
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .allowEmptyShould(false);
    }

    @Override
    public String toString() {
        return home;
    }
}
