package commuter.spawner.continuous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.schemas.ReservoirId;
import commuter.spawner.RunningSpawner;
import commuter.spawner.SpawnRequestsLog;
import commuter.spawner.SpawnerApplication;
import commuter.spawner.demand.Arrival;
import commuter.spawner.demand.Demand;
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

/** Whoever plays a partition, and whatever happens to them: each passenger that was due is published, once. */
class SharedWorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String START = "2026-01-05T07:00";
    private static final Instant SEVEN =
            LocalDateTime.parse(START).atZone(NetworkReader.read("").zone()).toInstant();
    private static final int PARTITIONS = 12;

    private static String kafka;

    private final String group = "shared-" + System.nanoTime();
    private SpawnRequestsLog log;
    private Process third;

    @BeforeAll
    static void startKafka() {
        kafka = RunningKafka.sharedServers();
    }

    @BeforeEach
    void openLog() {
        log = SpawnRequestsLog.openAtEnd(kafka);
    }

    /** However the test ended: it would publish into the log of the tests after this. */
    @AfterEach
    void endTheThird() {
        if (third != null) {
            third.destroyForcibly();
        }
    }

    @Test
    void threeInstancesOfWhichOneIsKilledPublishEachPassengerOnceAndARestartGoesOn() throws Exception {
        Demand demand;
        Instant stoppedAt;
        try (RunningSpawner first = new RunningSpawner(kafka, settings());
                RunningSpawner second = new RunningSpawner(kafka, settings())) {
            third = startProcess();
            demand = first.bean(Demand.class);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> members() == 3);
            Instant joined = slowest();
            await().atMost(PATIENCE).until(() -> slowest().isAfter(joined.plus(MINUTE)));

            third.destroyForcibly().waitFor();
            await().atMost(PATIENCE).until(() -> members() == 2);
            Instant killed = slowest();
            await().atMost(PATIENCE).until(() -> slowest().isAfter(killed.plus(MINUTE.multipliedBy(10))));

            first.bean(ContinuousMode.class).stop();
            second.bean(ContinuousMode.class).stop();
            stoppedAt = slowest();
        }
        assertThat(published()).containsExactlyInAnyOrderElementsOf(due(demand));

        try (RunningSpawner restarted = new RunningSpawner(kafka, settings())) {
            assertThat(restarted.bean(ContinuousMode.class).now()).isAfterOrEqualTo(SEVEN);
            await().atMost(PATIENCE).until(() -> slowest().isAfter(stoppedAt.plus(MINUTE)));
            restarted.bean(ContinuousMode.class).stop();
        }
        assertThat(published()).containsExactlyInAnyOrderElementsOf(due(demand));
    }

    private String[] settings() {
        return new String[] {
            "--commuter.clock.speed=300", "--commuter.clock.start=" + START, "--commuter.spawn.group=" + group
        };
    }

    private Process startProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SpawnerApplication.class.getName(),
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + kafka,
                        settings()[0],
                        settings()[1],
                        settings()[2])
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<String> published() {
        return log.read().stream().map(record -> record.value().passengerId()).toList();
    }

    /** Whom the formula draws in each partition up to its mark. */
    private List<String> due(Demand demand) throws Exception {
        Map<Integer, Instant> marks = marks();
        return drawn(demand).stream()
                .filter(arrival -> arrival.at().isBefore(marks.get(home(arrival.reservoir()))))
                .map(Arrival::passengerId)
                .toList();
    }

    private List<Arrival> drawn(Demand demand) throws Exception {
        Instant end = marks().values().stream().max(Instant::compareTo).orElseThrow();
        List<Arrival> arrivals = new ArrayList<>();
        for (TimeWindow window = new TimeWindow(SEVEN, MINUTE); window.start().isBefore(end); window = window.next()) {
            arrivals.addAll(demand.draw(window));
        }
        return arrivals;
    }

    private Instant slowest() throws Exception {
        Map<Integer, Instant> marks = marks();
        return marks.size() < PARTITIONS
                ? SEVEN
                : marks.values().stream().min(Instant::compareTo).orElseThrow();
    }

    private Map<Integer, Instant> marks() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Map<Integer, Instant> marks = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) ->
                            marks.put(partition.partition(), Mark.of(offset).reached()));
            return marks;
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

    private static int home(ReservoirId reservoir) {
        return Utils.toPositive(Utils.murmur2(reservoir.toString().getBytes())) % PARTITIONS;
    }
}
