package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandType;
import commuter.schemas.EventType;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.standalone.Port;
import commuter.standalone.parts.Part;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import commuter.system.truth.Accounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/**
 * A command that Kafka acknowledged before the passenger expired is carried out, even if the reservoir reads it late.
 * What was carried out before a kill is published as it was carried out, at any later time.
 */
class PatienceTest extends SystemTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String METRIC = "commuter_reservoir_expiry_held_seconds";

    @Test
    void aPassengerBoardedBehindAnOpenTransactionHasNotExpired() throws Exception {
        SpawnRequest request = scenario.spawnRequest(Instant.now().plus(PATIENCE));
        kafka.send(request);
        awaitEvents(1);
        PassengerCommand board = scenario.board(request.passengerId(), "BUS-1");
        try (KafkaProducer<byte[], byte[]> other = transactional()) {
            other.initTransactions();
            other.beginTransaction();
            other.send(new ProducerRecord<>(Topics.COMMANDS.name(), partition(), key(), new byte[] {'?'}))
                    .get();
            kafka.send(board);
            kafka.flush();
            Eventually.until("expiry is held up", () -> metric(METRIC) > 5);
            other.commitTransaction();
        }

        assertThat(resultOf(board).outcome()).isEqualTo(Outcome.ACCEPTED);
        Eventually.until("expiry is held up no longer", () -> metric(METRIC) < 5);
    }

    @Test
    void aPassengerBoardedThroughAWrongPartitionWhileTheReservoirIsDownHasNotExpired() throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        List<SpawnRequest> requests =
                Stream.generate(() -> scenario.spawnRequest(end)).limit(24).toList();
        requests.forEach(kafka::send);
        awaitEvents(requests.size());
        List<PassengerCommand> commands = requests.stream()
                .map(request -> scenario.board(request.passengerId(), "BUS-1"))
                .toList();

        whileHarmed(Port.RESERVOIR, Part::kill, Part::start, () -> {
            int wrongPartition = (partition() + 1) % Topics.DEFAULT_PARTITIONS;
            commands.forEach(command -> kafka.sendTo(wrongPartition, Topics.COMMANDS, reservoir(), command));
            kafka.flush();
            Eventually.until("their patience has ended", () -> Instant.now().isAfter(end));
        });

        // The audit checks that no passenger has expired although a command was acknowledged before.
        Accounts accounts = audit();
        assertThat(accounts.repartitioned()).isEqualTo(commands.size());
        assertThat(accounts.results()).isEqualTo(commands.size());
    }

    @Test
    void whatWasWrittenBeforeAKillIsPublishedAsItWasThoughAllTimesAreOver() throws Exception {
        List<SpawnRequest> requests = scenario.spawnRequests(3);
        requests.forEach(kafka::send);
        awaitEvents(requests.size());

        Instant end = Instant.now().plus(PATIENCE);
        List<PassengerCommand> commands = new ArrayList<>();
        for (SpawnRequest request : requests) {
            String id = request.passengerId();
            commands.add(new PassengerCommand(
                    "board-" + id, CommandType.BOARD, id, reservoir(), "BUS-1", Instant.now(), end));
        }
        String last = requests.get(2).passengerId();
        commands.add(scenario.command(CommandType.ALIGHT, last, "BUS-1"));
        // Without Redis a batch is written but does not complete, so Kafka commits nothing of it.
        Part redis = pipeline.part(Port.REDIS);
        redis.freeze();
        try {
            commands.forEach(kafka::send);
            kafka.flush();
            Eventually.until(
                    "Strapi has the rows",
                    () -> strapi.rows(reservoir()).stream().noneMatch(row -> row.status() == PassengerStatus.WAITING));
            pipeline.part(Port.RESERVOIR).kill();
        } finally {
            redis.thaw();
        }
        Eventually.until("all times are over", () -> Instant.now().isAfter(end));
        pipeline.part(Port.RESERVOIR).start();

        assertThat(audit().accepted()).isEqualTo(commands.size());
        assertThat(types())
                .containsExactlyInAnyOrder(
                        EventType.SPAWNED,
                        EventType.SPAWNED,
                        EventType.SPAWNED,
                        EventType.BOARDED,
                        EventType.BOARDED,
                        EventType.BOARDED,
                        EventType.ALIGHTED);
    }

    private List<EventType> types() {
        return kafka.events(reservoir()).stream().map(PassengerEvent::type).toList();
    }

    private KafkaProducer<byte[], byte[]> transactional() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        pipeline.bootstrapServers(),
                        "transactional.id",
                        reservoir().toString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private byte[] key() {
        return reservoir().toString().getBytes(StandardCharsets.UTF_8);
    }

    private int partition() {
        return Utils.toPositive(Utils.murmur2(key())) % Topics.DEFAULT_PARTITIONS;
    }

    private double metric(String name) throws Exception {
        HttpRequest scrape = HttpRequest.newBuilder(URI.create(pipeline.url(Port.RESERVOIR) + "/actuator/prometheus"))
                .build();
        return HttpClient.newHttpClient()
                .send(scrape, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
