package commuter.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Outcome;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import commuter.standalone.Port;
import commuter.system.fuzz.Audit;
import commuter.system.fuzz.EveryPartition;
import commuter.system.fuzz.OddRecords;
import commuter.system.fuzz.Producers;
import commuter.system.support.Eventually;
import commuter.system.support.ReservoirHealth;
import commuter.system.support.SystemTest;
import commuter.system.support.WebSocketClient;
import commuter.system.workload.Load;
import commuter.system.workload.TestWorkload;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Conductors and a dashboard beside clients that attack every port and topic at once. Only with
 * {@code -Dcommuter.soak=true}, for {@code -Dcommuter.soak.seconds=600}.
 */
@EnabledIfSystemProperty(named = "commuter.soak", matches = "true")
class HostileClientsTest extends SystemTest {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("commuter.soak.seconds", 600));
    private static final int ODD_RECORDS_AT_ONCE = 300;
    private static final int LITTLE_MB = 40;

    private final TestWorkload testWorkload = new TestWorkload(5, 7);
    private final String run = "hostile-" + UUID.randomUUID();

    @Test
    void theyHarmOnlyThemselves() throws Exception {
        ReservoirId route = testWorkload.reservoirs().iterator().next();
        Random random = new Random(7);
        try (WebSocketClient dashboard = dashboard().subscribe(route.id());
                Audit audit = new Audit(pipeline.bootstrapServers(), run);
                Producers producers = new Producers(pipeline.bootstrapServers(), random);
                HostileClients hostile = new HostileClients(pipeline)) {
            OddRecords records = new OddRecords(random, run);
            Load load = Load.start(testWorkload, kafka);
            hostile.start();
            publish(producers, records, LENGTH.dividedBy(3));
            Memory third = Memory.now();
            publish(producers, records, LENGTH.multipliedBy(2).dividedBy(3));
            Memory end = Memory.now();
            hostile.stop();
            load.end();
            System.out.println("After a third " + third + ", at the end " + end + "; " + hostile.done());

            audit(testWorkload);
            Eventually.until("each odd record has its answer", () -> audit.unanswered() == 0);
            System.out.println(audit);
            assertThat(audit.violations()).isEmpty();
            assertThat(EveryPartition.resultsOfGoodCommands(pipeline.bootstrapServers()))
                    .hasSize(Topics.DEFAULT_PARTITIONS)
                    .containsOnly(Outcome.ACCEPTED);
            Eventually.asserted(() -> assertThat(dashboard.passengerEvents()).hasSameSizeAs(kafka.events(route)));
            assertThat(end.megabytes())
                    .hasSize(3)
                    .allSatisfy((service, held) -> assertThat(held)
                            .as("%s MB at the end, after a third %s", service, third)
                            .isLessThan(third.megabytes().get(service) * 5 / 4 + LITTLE_MB));
        }
        new ReservoirHealth(pipeline.url(Port.RESERVOIR)).awaitUp();
    }

    private static void publish(Producers producers, OddRecords records, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            producers.publish(ODD_RECORDS_AT_ONCE, records);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }
}
