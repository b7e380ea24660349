package commuter.reservoir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("commuter.reservoir", "commuter.schemas");

    @Test
    void thePassengerModelKnowsNeitherSpringNorKafka() {
        noClasses()
                .that()
                .resideInAPackage("commuter.reservoir.passenger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.kafka..")
                .check(SERVICE);
    }

    @Test
    void onlyTheStrapiAndNetworkPackagesSpeakHttpToOthers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("commuter.reservoir.strapi..", "commuter.reservoir.network..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.springframework.web.client..")
                .check(SERVICE);
    }

    @Test
    void onlyTheCachePackageSpeaksToRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackage("commuter.reservoir.cache..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lettuce..")
                .check(SERVICE);
    }

    @Test
    void theServiceDependsOnNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("commuter.spawner..", "commuter.notifier..")
                .check(SERVICE);
    }

    @Test
    void theContractKnowsNoSpring() {
        noClasses()
                .that()
                .resideInAPackage("commuter.schemas..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(SERVICE);
    }
}
