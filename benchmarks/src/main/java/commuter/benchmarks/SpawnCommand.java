package commuter.benchmarks;

import commuter.schemas.Json;
import commuter.schemas.Topics;
import commuter.standalone.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code bin/bench spawn}: spawn requests per second, compared with Kafka's own producer. */
@Command(
        name = "spawn",
        mixinStandardHelpOptions = true,
        header = "Requests a second, beside Kafka's producer performance tool.",
        usageHelpAutoWidth = true,
        description = {
            "Requests a second on a Kafka of its own, in turns, each in a new JVM with the same options:",
            "  spawner   bin/seed draws the passengers of a Monday in a large city, until Kafka has acknowledged the last",
            "  producer  Kafka's own producer performance tool sends as many records to the same topic, of the same bytes,"
                    + " with the same settings of the producer; they are made before its clock starts",
            "and how long a feed of 100,000 stop times takes to read."
        })
final class SpawnCommand implements Callable<Integer> {
    private static final String TOOL = "org.apache.kafka.tools.ProducerPerformance";
    private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--buildings",
            paramLabel = "N",
            defaultValue = "16000",
            description = "around each stop: they decide how many passengers a Monday has (default: 16000)")
    private int buildings;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "of each (default: 3)")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        common.require("--buildings", buildings, 1, 100_000);
        common.require("--rounds", rounds, 1, 100);
        Measurement measurement = common.begin();
        Report report = measurement.report();
        Path folder = measurement.folder();
        Path seed = measurement.checkout().root().resolve("bin/seed");
        double feedSeconds =
                readLargeFeed(measurement.checkout().jar("spawner-service"), folder.resolveSibling("large-feed"));
        report.say("feed: %.2f s", feedSeconds);
        List<Double> spawnerRates = new ArrayList<>();
        List<Double> producerRates = new ArrayList<>();
        long requests = 0;
        try (FreshPipeline kafka = FreshPipeline.start(folder, Port.KAFKA)) {
            String servers = kafka.parts().bootstrapServers();
            Path payloads = folder.resolve("payloads.txt");
            // After this, the broker's code is compiled; its records are the payloads of the tool.
            JsonNode unused = seed(seed, servers, 0);
            long bytes = SpawnRecords.writeSample(servers, payloads);
            for (int round = 1; round <= rounds; round++) {
                JsonNode seeded = seed(seed, servers, round);
                requests = seeded.path("published").asLong();
                spawnerRates.add(seeded.path("per_second").asDouble());
                report.say(
                        "spawner: %,.0f requests/s", seeded.path("per_second").asDouble());
                double rate = produce(servers, payloads, requests);
                producerRates.add(rate);
                report.say("producer: %,.0f records/s", rate);
            }
            measurement.end(
                    SpawnResult.of(bytes, requests, spawnerRates, producerRates, feedSeconds, measurement.machine()));
        }
        return 0;
    }

    private static double readLargeFeed(Path spawner, Path folder) throws IOException, InterruptedException {
        LargeFeed.write(folder);
        long begun = System.nanoTime();
        String summary = Program.ofJar(spawner, List.of("--check-gtfs=" + folder));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!summary.contains("2500 trips")) {
            throw new WrongResultException("The large feed was read as: " + summary);
        }
        return seconds;
    }

    /** Each round has another seed and so other passengers. */
    private JsonNode seed(Path seed, String servers, int round) throws IOException, InterruptedException {
        String output = Program.ofScript(
                seed,
                List.of(
                        "--date=2026-03-02",
                        "--seed=" + round,
                        "--buildings-per-stop=" + buildings,
                        "--bootstrap-servers=" + servers,
                        "--json"));
        return Json.MAPPER.readTree(output.lines().reduce("", (before, line) -> line));
    }

    private static double produce(String servers, Path payloads, long records)
            throws IOException, InterruptedException {
        String output = Program.ofClass(
                TOOL,
                List.of(
                        "--bootstrap-server=" + servers,
                        "--topic=" + Topics.SPAWN_REQUESTS.name(),
                        "--num-records=" + records,
                        "--throughput=-1",
                        "--payload-file=" + payloads,
                        "--command-property",
                        "acks=all",
                        "enable.idempotence=true",
                        "compression.type=lz4",
                        "linger.ms=50",
                        "batch.size=65536",
                        "max.in.flight.requests.per.connection=1"));
        double rate = 0;
        Matcher rates = RATE.matcher(output);
        while (rates.find()) {
            rate = Double.parseDouble(rates.group(1));
        }
        Files.writeString(payloads.resolveSibling("producer-performance.txt"), output);
        return rate;
    }
}
