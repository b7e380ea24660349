package commuter.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

class NotifierArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("commuter.notifier");

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("commuter.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void onlyTheLogIsReadFromKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("commuter.notifier.log")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .check(classes);
    }

    @Test
    void theHubKnowsNothingOfConnectionsAndOfWhoMayCall() {
        noClasses()
                .that()
                .resideInAnyPackage("commuter.notifier.hub")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "commuter.notifier.stream",
                        "commuter.notifier.guard",
                        "commuter.notifier.page",
                        "org.springframework.web..",
                        "org.springframework.http..")
                .check(classes);
    }

    @Test
    void onlyTheseThreePackagesCallOtherServices() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "commuter.notifier.network", "commuter.notifier.page", "commuter.notifier.snapshot")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "reactor.netty.http.client..")
                .check(classes);
    }

    @Test
    void everyReaderPassesOverRecordsThatNoClientCanRead() {
        noClasses()
                .should()
                .callMethod(Consumer.class, "poll", Duration.class)
                .orShould()
                .callMethod(KafkaConsumer.class, "poll", Duration.class)
                .because("UnreadableRecords.poll does")
                .check(classes);
    }
}
