package commuter.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class AccessArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("commuter.access");

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("commuter.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void whoMayCallIsTheSameForEveryWebServer() {
        noClasses()
                .that()
                .resideInAnyPackage("commuter.access")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "commuter.access.servlet",
                        "jakarta.servlet..",
                        "org.springframework.web..",
                        "org.springframework.security.web..")
                .check(classes);
    }
}
