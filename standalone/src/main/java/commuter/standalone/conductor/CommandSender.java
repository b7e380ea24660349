package commuter.standalone.conductor;

import commuter.schemas.CloudEvent;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes commands. Thread-safe. */
final class CommandSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);

    private final KafkaProducer<ReservoirId, PassengerCommand> producer;

    CommandSender(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                Topics.COMMANDS.keySerde().serializer(),
                Topics.COMMANDS.valueSerde().serializer());
    }

    void send(Journey journey) {
        PassengerCommand command = command(journey);
        ProducerRecord<ReservoirId, PassengerCommand> message = new ProducerRecord<>(
                Topics.COMMANDS.name(),
                null,
                null,
                command.reservoir(),
                command,
                CloudEvent.of(command, "/standalone/conductor").headers());
        var unused = producer.send(message, (written, failure) -> {
            if (failure != null) {
                LOG.warn("Command {} was not sent", command.commandId(), failure);
            }
        });
    }

    /** Returns when everything that was sent is acknowledged. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static PassengerCommand command(Journey journey) {
        Passenger passenger = journey.passenger();
        return new PassengerCommand(
                Plan.commandId(journey.next(), passenger.passengerId()),
                journey.next(),
                passenger.passengerId(),
                passenger.reservoir(),
                journey.vehicle().orElse(null),
                Instant.now(),
                null);
    }
}
