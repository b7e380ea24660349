package commuter.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

class StandaloneArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("commuter.standalone");

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("commuter.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void partsKnowNothingOfWhatIsDoneWithThem() {
        noClasses()
                .that()
                .resideInAnyPackage("commuter.standalone.parts", "commuter.standalone.data", "commuter.standalone.net")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("commuter.standalone", "commuter.standalone.conductor", "commuter.standalone.stats")
                .check(classes);
    }

    @Test
    void theConductorIsAClientLikeAnyOther() {
        noClasses()
                .that()
                .resideInAnyPackage("commuter.standalone.conductor")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "commuter.standalone",
                        "commuter.standalone.parts",
                        "commuter.reservoir..",
                        "commuter.spawner..",
                        "commuter.notifier..")
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
