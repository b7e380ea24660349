package commuter.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ConsoleArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("commuter.console");

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("commuter.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void theConsoleKnowsThePipelineByItsInterfacesOnly() {
        noClasses()
                .that()
                .resideInAPackage("commuter.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "commuter.schemas..",
                        "commuter.reservoir..",
                        "commuter.spawner..",
                        "commuter.notifier..",
                        "org.apache.kafka..")
                .check(classes);
    }

    @Test
    void aSessionKnowsNothingOfTheVerbs() {
        noClasses()
                .that()
                .resideInAnyPackage("commuter.console.session")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("commuter.console", "commuter.console.verbs", "picocli..")
                .check(classes);
    }
}
