package commuter.reservoir.stream.intake;

import commuter.reservoir.stream.pacing.TimedProducer;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Kafka Streams' clients. The one that reads the inputs holds a bounded number of bytes, and the one that writes tells
 * how long its commits take. Thread-safe.
 */
public final class BoundedClients extends DefaultKafkaClientSupplier {
    private final long mostInFlight;
    private final LongConsumer committed;

    /**
     * Makes the clients of all stream threads.
     *
     * @param mostInFlight bytes of records that a stream thread may have fetched and not begun with
     * @param committed is told, on the stream thread, the nanoseconds that each commit took
     */
    public BoundedClients(long mostInFlight, LongConsumer committed) {
        this.mostInFlight = mostInFlight;
        this.committed = committed;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return BoundedConsumer.connect(config, mostInFlight);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TimedProducer(config, committed);
    }
}
