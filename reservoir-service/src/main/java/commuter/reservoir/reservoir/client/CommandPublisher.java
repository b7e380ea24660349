package commuter.reservoir.reservoir.client;

import commuter.schemas.CloudEvent;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Publishes requests and commands to their topics. Thread-safe. */
public final class CommandPublisher implements AutoCloseable {
    private static final String SOURCE = "/reservoir-service";

    private final Producer<ReservoirId, byte[]> producer;

    private CommandPublisher(Producer<ReservoirId, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * A publisher with its own connection.
     *
     * @param settings of Kafka's clients in this service
     */
    public static CommandPublisher connect(Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A caller is waiting, so records are sent at once.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        Serializer<ReservoirId> keys = Topics.COMMANDS.keySerde().serializer();
        return new CommandPublisher(new KafkaProducer<>(config, keys, new ByteArraySerializer()));
    }

    /** Completes when all are acknowledged; fails with {@link NotAcknowledgedException}. */
    public CompletableFuture<Void> publish(List<SpawnRequest> requests) {
        List<CompletableFuture<Optional<Throwable>>> outcomes = new ArrayList<>();
        for (SpawnRequest request : requests) {
            outcomes.add(send(new ProducerRecord<>(
                    Topics.SPAWN_REQUESTS.name(),
                    null,
                    request.reservoir(),
                    Json.write(request),
                    CloudEvent.of(request, SOURCE).headers())));
        }
        return requireAll(requests.stream().map(SpawnRequest::passengerId).toList(), outcomes);
    }

    /** Completes when it is acknowledged; fails with {@link NotAcknowledgedException}. */
    public CompletableFuture<Void> publish(PassengerCommand command) {
        CompletableFuture<Optional<Throwable>> outcome = send(new ProducerRecord<>(
                Topics.COMMANDS.name(),
                null,
                command.reservoir(),
                Json.write(command),
                CloudEvent.of(command, SOURCE).headers()));
        return requireAll(List.of(command.commandId()), List.of(outcome));
    }

    /** Completes with the failure, or with null once Kafka has acknowledged. */
    private CompletableFuture<Optional<Throwable>> send(ProducerRecord<ReservoirId, byte[]> record) {
        CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();
        try {
            Future<RecordMetadata> unused =
                    producer.send(record, (metadata, failure) -> outcome.complete(Optional.ofNullable(failure)));
        } catch (KafkaException e) {
            outcome.complete(Optional.of(e));
        }
        return outcome;
    }

    private static CompletableFuture<Void> requireAll(
            List<String> ids, List<CompletableFuture<Optional<Throwable>>> outcomes) {
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenRun(() -> {
                    Map<Integer, Throwable> failures = new TreeMap<>();
                    for (int i = 0; i < ids.size(); i++) {
                        @Nullable Throwable failure = outcomes.get(i).join().orElse(null);
                        if (failure != null) {
                            failures.put(i, failure);
                        }
                    }
                    if (!failures.isEmpty()) {
                        throw new NotAcknowledgedException(
                                failures.keySet().stream().map(ids::get).toList(),
                                failures.values().iterator().next());
                    }
                });
    }

    @Override
    public void close() {
        producer.close();
    }
}
