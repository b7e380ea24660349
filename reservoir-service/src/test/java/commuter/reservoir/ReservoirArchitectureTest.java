package commuter.reservoir;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

class ReservoirArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("commuter.reservoir", "commuter.schemas");

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("commuter.(**)").should().beFreeOfCycles().check(SERVICE);
    }

    /** Callers publish records. The stream alone decides, and is the only writer. */
    @Test
    void callersReachTheStreamThroughItsTopicsOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "commuter.reservoir.api..", "commuter.reservoir.reservoir..", "commuter.reservoir.edits..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("commuter.reservoir.stream..")
                .check(SERVICE);
    }

    @Test
    void theRepositoryKnowsNothingOfTheLayersAboveIt() {
        noClasses()
                .that()
                .resideInAPackage("commuter.reservoir.repository..")
                .should()
                .dependOnClassesThat(resideInAPackage("commuter.reservoir..")
                        .and(resideOutsideOfPackages(
                                "commuter.reservoir.repository..", "commuter.reservoir.passenger..")))
                .check(SERVICE);
    }

    /** So each step can be read and tested without the code that runs it. */
    @Test
    void theStepsOfTheStreamKnowNoSpring() {
        noClasses()
                .that()
                .resideInAPackage("commuter.reservoir.stream..")
                .and()
                .resideOutsideOfPackages("commuter.reservoir.stream.runtime..", "commuter.reservoir.stream.expiry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(SERVICE);
    }

    @Test
    void thePassengerModelAndItsPortKnowNeitherSpringNorKafka() {
        noClasses()
                .that()
                .resideInAnyPackage("commuter.reservoir.passenger..", "commuter.reservoir.repository")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.kafka..")
                .check(SERVICE);
    }

    @Test
    void onlyTheStrapiAndRoutesPackagesAndTheCommandForSchemasSpeakHttpToOthers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "commuter.reservoir.repository.strapi..",
                        "commuter.reservoir.routes..",
                        "commuter.reservoir.schemaregistry..")
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

    @Test
    void everyReaderPassesOverRecordsThatNoClientCanRead() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(UnreadableRecords.class.getName())
                .should()
                .callMethod(Consumer.class, "poll", Duration.class)
                .orShould()
                .callMethod(KafkaConsumer.class, "poll", Duration.class)
                .because("UnreadableRecords.poll does")
                .check(SERVICE);
    }
}
