package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.Direction;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerCommand;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a run needs besides the client: a reservoir of its own with passengers who wait, another conductor, and what
 * comes on the topics. Not thread-safe.
 */
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE_OF_PASSENGERS = Duration.ofMinutes(10);

    private final String run = "conformance-" + UUID.randomUUID().toString().substring(0, 8);
    private final ReservoirId reservoir = ReservoirId.route(run);
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicRecords records;
    private final Deque<String> waiting = new ArrayDeque<>();
    private int commands;

    Stage(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.records = new TopicRecords(bootstrapServers, run);
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Lets passengers appear.
     *
     * @throws PipelineAwayException when none does
     */
    void fill(int passengers, Duration patience) {
        for (int i = 0; i < passengers; i++) {
            String id = newPassengerId();
            send(Topics.SPAWN_REQUESTS.name(), request(id).write());
            waiting.add(id);
        }
        producer.flush();
        if (!await(patience, () -> records.spawned() >= passengers)) {
            throw new PipelineAwayException("The reservoir service at " + bootstrapServers
                    + " lets no passenger appear within " + patience.toSeconds()
                    + " s. Does it run, and are Strapi and Redis there? Its log tells.");
        }
    }

    /** Waits until the topics fulfil a condition; returns whether they do in time. */
    boolean await(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            records.poll();
        }
        return true;
    }

    /** Takes a passenger who waits and whom no rule has used. */
    String passenger() {
        return waiting.remove();
    }

    static String newPassengerId() {
        return "PASS_" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** An id that no other command of any run has. */
    String commandId() {
        commands++;
        return run + "-" + commands;
    }

    /** A command of another conductor; returns its id. */
    String boardByAnother(String passengerId) {
        String id = commandId();
        PassengerCommand command =
                new PassengerCommand(id, CommandType.BOARD, passengerId, reservoir, "BUS-OTHER", Instant.now(), null);
        send(Topics.COMMANDS.name(), Json.write(command));
        producer.flush();
        return id;
    }

    /** A result that is never committed, and differs from the true one. */
    byte[] forgedResult(Task task) {
        return Json.write(new CommandResult(
                task.commandId(),
                task.type(),
                Outcome.REJECTED,
                RejectionReason.ILLEGAL_TRANSITION,
                "written in a transaction that is aborted",
                task.passengerId(),
                task.reservoir(),
                task.vehicleId(),
                null,
                Instant.now()));
    }

    AbortedTransaction transaction() {
        return new AbortedTransaction(bootstrapServers);
    }

    ReservoirId reservoir() {
        return reservoir;
    }

    /** A reservoir to which none of the passengers belongs. */
    ReservoirId otherReservoir() {
        return ReservoirId.route(run + "-other");
    }

    TopicRecords records() {
        return records;
    }

    @Override
    public void close() {
        producer.close();
        records.close();
    }

    private SpawnRequest request(String passengerId) {
        Instant now = Instant.now();
        return new SpawnRequest(
                passengerId,
                reservoir,
                reservoir.id(),
                null,
                Direction.OUTBOUND,
                null,
                13.0975,
                -59.6167,
                null,
                13.1132,
                -59.4632,
                "Conformance",
                now,
                now.plus(PATIENCE_OF_PASSENGERS),
                null);
    }

    private void send(String topic, byte[] value) {
        byte[] key = reservoir.toString().getBytes(UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
    }
}
