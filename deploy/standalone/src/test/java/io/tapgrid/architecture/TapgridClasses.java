package io.tapgrid.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The class files that the rules look at, read once. */
final class TapgridClasses {
    /** Built with the rest but on no class path of this module, or the peer's controllers would answer in the tests here. */
    private static final List<String> BESIDE = List.of("perf/peers/target/classes", "perf/jmh/target/classes");

    /** Everything that ships, and what that is measured against; not what Micronaut's and JMH's processors generate. */
    static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/$")
                    && !location.contains("$Definition")
                    && !location.contains("$Introspection")
                    && !location.contains("/jmh_generated/"))
            .importLocations(locations())
            .that(describe(
                    "are not of the test kit", type -> !type.getPackageName().startsWith("io.tapgrid.testkit")));

    static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.tapgrid.architecture.planted");

    private TapgridClasses() {}

    private static Set<Location> locations() {
        Set<Location> all = new HashSet<>(Locations.ofPackage("io.tapgrid"));
        Path root = Path.of(System.getProperty("tapgrid.root", "../.."));
        BESIDE.forEach(folder -> all.add(Location.of(root.resolve(folder))));
        return all;
    }

    static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }
}
