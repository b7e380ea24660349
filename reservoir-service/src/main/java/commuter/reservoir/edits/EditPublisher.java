package commuter.reservoir.edits;

import commuter.schemas.CloudEvent;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Puts commands on their topic. Blocking; thread-safe. */
final class EditPublisher {
    private static final String SOURCE = "/reservoir-service/edits";

    private final Producer<ReservoirId, PassengerCommand> producer;

    EditPublisher(Producer<ReservoirId, PassengerCommand> producer) {
        this.producer = producer;
    }

    /**
     * Returns when Kafka has the command for good.
     *
     * @throws KafkaException when it does not say so in time; it may have it all the same
     */
    void publish(PassengerCommand command) {
        try {
            producer.send(record(command)).get();
        } catch (ExecutionException e) {
            throw new KafkaException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static ProducerRecord<ReservoirId, PassengerCommand> record(PassengerCommand command) {
        return new ProducerRecord<>(
                Topics.COMMANDS.name(),
                null,
                null,
                command.reservoir(),
                command,
                CloudEvent.of(command, SOURCE).headers());
    }
}
