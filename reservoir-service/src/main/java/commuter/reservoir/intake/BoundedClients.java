package commuter.reservoir.intake;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka Streams' clients, of which the one that reads the inputs holds a bounded number of bytes. Thread-safe. */
public final class BoundedClients extends DefaultKafkaClientSupplier {
    private final long mostInFlight;

    /** @param mostInFlight bytes of records that a stream thread may have fetched and not begun with */
    public BoundedClients(long mostInFlight) {
        this.mostInFlight = mostInFlight;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return BoundedConsumer.connect(config, mostInFlight);
    }
}
