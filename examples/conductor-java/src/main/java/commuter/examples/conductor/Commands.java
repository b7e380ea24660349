package commuter.examples.conductor;

import commuter.schemas.CloudEvent;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes commands, in their order and each once: the producer is idempotent by itself. Thread-safe. */
final class Commands implements AutoCloseable {
    private static final String SOURCE = "/examples/conductor-java";

    private final KafkaProducer<ReservoirId, PassengerCommand> producer;

    Commands(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Topics.COMMANDS.keySerde().serializer(),
                Topics.COMMANDS.valueSerde().serializer());
    }

    void send(PassengerCommand command) {
        var unused = producer.send(
                new ProducerRecord<>(
                        Topics.COMMANDS.name(),
                        null,
                        null,
                        command.reservoir(),
                        command,
                        CloudEvent.of(command, SOURCE).headers()),
                (written, problem) -> {
                    if (problem != null) {
                        System.err.println(command.commandId() + " was not sent: " + problem.getMessage());
                    }
                });
    }

    /** Returns when all that was sent is acknowledged. */
    @Override
    public void close() {
        producer.close();
    }
}
