package io.tapgrid.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The class files that the rules look at, read once. */
final class TapgridClasses {
    /** Everything that ships; not what Micronaut's processors generate, which is named with dollars. */
    static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/$")
                    && !location.contains("$Definition")
                    && !location.contains("$Introspection"))
            .importPackages("io.tapgrid")
            .that(describe(
                    "are not of the test kit", type -> !type.getPackageName().startsWith("io.tapgrid.testkit")));

    static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.tapgrid.architecture.planted");

    private TapgridClasses() {}

    static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }
}
