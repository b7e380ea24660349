package commuter.spawner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SpawnerArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("commuter.spawner");

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("commuter.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void demandKnowsNeitherSpringNorKafkaNorWhoPublishes() {
        noClasses()
                .that()
                .resideInAPackage("commuter.spawner.demand")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.apache.kafka..",
                        "commuter.spawner.publishing",
                        "commuter.spawner.continuous",
                        "commuter.spawner.seeding")
                .check(classes);
    }

    @Test
    void theNetworkKnowsNothingOfWhatIsDoneWithIt() {
        noClasses()
                .that()
                .resideInAPackage("commuter.spawner.network")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "commuter.spawner",
                        "commuter.spawner.demand",
                        "commuter.spawner.publishing",
                        "commuter.spawner.continuous",
                        "commuter.spawner.seeding")
                .check(classes);
    }
}
