package commuter.spawner.continuous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.schemas.ReservoirId;
import commuter.spawner.RunningSpawner;
import commuter.spawner.SpawnRequestsLog;
import commuter.spawner.SpawnerApplication;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DrawnPassenger;
import commuter.spawner.demand.TimeWindow;
import commuter.spawner.network.NetworkReader;
import commuter.testing.RunningKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whichever instance owns a partition, and whatever happens to the instances: each passenger who was due is published
 * once. Three instances with {@code -Dcommuter.soak=true}; otherwise two.
 */
class SharedWorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String START = "2026-01-05T07:00";
    private static final Instant SEVEN =
            LocalDateTime.parse(START).atZone(NetworkReader.read("").zone()).toInstant();
    private static final int PARTITIONS = 12;
    private static final boolean SOAK = Boolean.getBoolean("commuter.soak");
    private static final int OTHERS = SOAK ? 2 : 1;
    private static final Duration PLAYED_ALONE = MINUTE.multipliedBy(SOAK ? 60 : 2);
    // The minimum that Kafka allows.
    private static final String MISSED_AFTER = "--spring.kafka.consumer.properties.session.timeout.ms=6000";

    private static String kafka;

    private final String group = "shared-" + System.nanoTime();
    private SpawnRequestsLog log;
    private Process killed;

    @BeforeAll
    static void startKafka() {
        kafka = RunningKafka.sharedServers();
    }

    @BeforeEach
    void openLog() {
        log = SpawnRequestsLog.openAtEnd(kafka);
    }

    /** Stops it even if the test failed: it would publish into the log of the tests after this one. */
    @AfterEach
    void endTheProcess() {
        if (killed != null) {
            killed.destroyForcibly();
        }
    }

    @Test
    void ofInstancesOneIsKilledAndTheyPublishEachPassengerOnceAndARestartGoesOn() throws Exception {
        killed = startProcess();
        List<RunningSpawner> others = new ArrayList<>();
        Demand demand;
        Instant stoppedAt;
        try {
            for (int i = 0; i < OTHERS; i++) {
                others.add(new RunningSpawner(kafka, settings()));
            }
            demand = others.get(0).bean(Demand.class);
            awaitMembers(OTHERS + 1);
            awaitPlayed(MINUTE);

            killed.destroyForcibly().waitFor();
            awaitMembers(OTHERS);
            awaitPlayed(PLAYED_ALONE);

            for (RunningSpawner other : others) {
                other.bean(ContinuousMode.class).stop();
            }
            stoppedAt = slowest();
        } finally {
            others.forEach(RunningSpawner::close);
        }
        assertThat(published()).containsExactlyInAnyOrderElementsOf(due(demand));

        try (RunningSpawner restarted = new RunningSpawner(kafka, settings())) {
            assertThat(restarted.bean(ContinuousMode.class).now()).isAfterOrEqualTo(SEVEN);
            await().atMost(PATIENCE).until(() -> slowest().isAfter(stoppedAt.plus(MINUTE)));
            restarted.bean(ContinuousMode.class).stop();
        }
        assertThat(published()).containsExactlyInAnyOrderElementsOf(due(demand));
    }

    private void awaitMembers(int count) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> members() == count);
    }

    /** All partitions, from the progress of the slowest. */
    private void awaitPlayed(Duration demandTime) throws Exception {
        Instant from = slowest();
        await().atMost(PATIENCE).until(() -> slowest().isAfter(from.plus(demandTime)));
    }

    private String[] settings() {
        return new String[] {
            "--commuter.clock.speed=300",
            "--commuter.clock.start=" + START,
            "--commuter.spawn.group=" + group,
            MISSED_AFTER
        };
    }

    private Process startProcess() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SpawnerApplication.class.getName(),
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + kafka));
        command.addAll(List.of(settings()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<String> published() {
        return log.read().stream().map(record -> record.value().passengerId()).toList();
    }

    /** The passengers that the formula draws in each partition up to its progress. */
    private List<String> due(Demand demand) throws Exception {
        Map<Integer, Instant> progress = progress();
        return drawn(demand).stream()
                .filter(passenger -> passenger.at().isBefore(progress.get(partitionOf(passenger.reservoir()))))
                .map(DrawnPassenger::passengerId)
                .toList();
    }

    private List<DrawnPassenger> drawn(Demand demand) throws Exception {
        Instant end = progress().values().stream().max(Instant::compareTo).orElseThrow();
        List<DrawnPassenger> arrivals = new ArrayList<>();
        for (TimeWindow window = new TimeWindow(SEVEN, MINUTE); window.start().isBefore(end); window = window.next()) {
            arrivals.addAll(demand.draw(window));
        }
        return arrivals;
    }

    private Instant slowest() throws Exception {
        Map<Integer, Instant> progress = progress();
        return progress.size() < PARTITIONS
                ? SEVEN
                : progress.values().stream().min(Instant::compareTo).orElseThrow();
    }

    private Map<Integer, Instant> progress() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Map<Integer, Instant> progress = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> progress.put(
                            partition.partition(), PartitionProgress.of(offset).reached()));
            return progress;
        }
    }

    private int members() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        }
    }

    private static int partitionOf(ReservoirId reservoir) {
        return Utils.toPositive(Utils.murmur2(reservoir.toString().getBytes())) % PARTITIONS;
    }
}
