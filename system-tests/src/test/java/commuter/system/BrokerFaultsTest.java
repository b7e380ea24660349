package commuter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Progress;
import commuter.standalone.parts.Part;
import commuter.system.support.AnotherReservoir;
import commuter.system.support.Eventually;
import commuter.system.support.KafkaClient;
import commuter.system.support.ReservoirGroup;
import commuter.system.support.RunningPipeline;
import commuter.system.support.ThreeBrokers;
import commuter.system.truth.Truth;
import commuter.system.workload.Load;
import commuter.system.workload.TestWorkload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers and two instances of the reservoir. One or two of them at a time are killed or hang. Takes minutes:
 * only with {@code -Dcommuter.soak=true}. {@code -Dcommuter.faults=100} makes more faults than usual, and
 * {@code -Dcommuter.faults.seed=2} makes others. It prints for each fault how long the slowest reservoir stood still.
 */
@EnabledIfSystemProperty(named = "commuter.soak", matches = "true")
class BrokerFaultsTest {
    private static final int FAULTS = Integer.getInteger("commuter.faults", 12);
    private static final long SEED = Long.getLong("commuter.faults.seed", 1);
    private static final int LONGEST_SECONDS = 20;
    private static final int ROUTES = 5;

    private final Random random = new Random(SEED);
    private final List<String> story = new ArrayList<>();

    private record Fault(String name, List<? extends Part> parts, boolean kills) {
        void begin() {
            parts.forEach(part -> {
                if (kills) {
                    part.kill();
                } else {
                    part.freeze();
                }
            });
        }

        void end() {
            parts.forEach(part -> {
                if (kills) {
                    part.start();
                } else {
                    part.thaw();
                }
            });
        }
    }

    @Test
    void whateverIsKilledOrHangsNothingIsLostDoubledOrHeldUpForGood(@TempDir Path temp) throws Exception {
        TestWorkload testWorkload = new TestWorkload(ROUTES, SEED);
        try (ThreeBrokers cluster = new ThreeBrokers(temp);
                Pipeline pipeline = RunningPipeline.builder(temp.resolve("pipeline"))
                        .only(Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR)
                        .infrastructure(cluster)
                        .build()) {
            pipeline.start(Progress.SILENT);
            try (AnotherReservoir other = new AnotherReservoir(pipeline, "reservoir-2", pipeline.strapiToken());
                    KafkaClient kafka = new KafkaClient(pipeline.bootstrapServers())) {
                new ReservoirGroup(pipeline).awaitWorking("reservoir-1", "reservoir-2");
                Load load = Load.start(testWorkload, kafka);
                try {
                    for (int number = 1; number <= FAULTS; number++) {
                        awaitProgress(kafka, testWorkload);
                        happen(number, choose(cluster, pipeline, other), kafka, testWorkload);
                    }
                } finally {
                    load.end();
                }
                new Truth(pipeline, List.of(kafka), testWorkload.reservoirs()).audit();
            }
        }
        assertThat(story).hasSize(FAULTS);
    }

    private Fault choose(ThreeBrokers cluster, Pipeline pipeline, AnotherReservoir other) {
        boolean kills = random.nextBoolean();
        String verb = kills ? " killed" : " frozen";
        int first = random.nextInt(3);
        Part broker = cluster.brokers().get(first);
        Part next = cluster.brokers().get((first + 1) % 3);
        Part one = pipeline.part(Port.RESERVOIR);
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Fault("a broker" + verb, List.of(broker), kills);
            case 2 -> new Fault("two brokers" + verb, List.of(broker, next), kills);
            case 3 -> new Fault("a reservoir" + verb, List.of(random.nextBoolean() ? one : other.part()), kills);
            case 4 -> new Fault("both reservoirs" + verb, List.of(one, other.part()), kills);
            default -> new Fault("a broker and a reservoir" + verb, List.of(broker, one), kills);
        };
    }

    private void happen(int number, Fault fault, KafkaClient kafka, TestWorkload testWorkload)
            throws InterruptedException {
        int seconds = random.nextInt(LONGEST_SECONDS);
        long begin = System.currentTimeMillis();
        fault.begin();
        // How long it lasts is part of the fault; this does not wait for a condition.
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        fault.end();
        long ended = System.currentTimeMillis();
        awaitProgress(kafka, testWorkload);
        story.add(String.format(
                "%3d %-36s %3d s; the slowest reservoir was silent for %5.1f s, %5.1f s of them after its end",
                number,
                fault.name(),
                seconds,
                silence(kafka, testWorkload, begin, begin),
                silence(kafka, testWorkload, begin, ended)));
        System.out.println(story.get(story.size() - 1));
    }

    /**
     * The longest time without an event, of any reservoir, between an instant and now, as far as it is after another
     * instant.
     */
    private static double silence(KafkaClient kafka, TestWorkload testWorkload, long from, long after) {
        return testWorkload.reservoirs().stream()
                        .mapToLong(reservoir -> silence(times(kafka, reservoir), from, after))
                        .max()
                        .orElse(0)
                / 1000.0;
    }

    private static long silence(List<Long> times, long from, long after) {
        List<Long> later = times.stream().filter(time -> time >= from).toList();
        return IntStream.range(0, later.size())
                .mapToLong(i -> later.get(i) - Math.max(after, i == 0 ? from : later.get(i - 1)))
                .max()
                .orElse(0);
    }

    private static List<Long> times(KafkaClient kafka, ReservoirId reservoir) {
        byte[] key = reservoir.toString().getBytes(UTF_8);
        return kafka.records(Topics.LIFECYCLE).stream()
                .filter(record -> Arrays.equals(record.key(), key))
                .map(ConsumerRecord::timestamp)
                .toList();
    }

    /** Every reservoir has new events. */
    private static void awaitProgress(KafkaClient kafka, TestWorkload testWorkload) {
        Map<ReservoirId, Integer> before = new HashMap<>();
        testWorkload
                .reservoirs()
                .forEach(reservoir ->
                        before.put(reservoir, times(kafka, reservoir).size()));
        Eventually.within(
                Duration.ofMinutes(5),
                "every reservoir goes on",
                () -> before.entrySet().stream()
                        .allMatch(each -> times(kafka, each.getKey()).size() > each.getValue() + 20));
    }
}
