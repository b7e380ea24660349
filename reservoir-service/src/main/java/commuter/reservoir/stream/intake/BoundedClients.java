package commuter.reservoir.stream.intake;

import commuter.reservoir.stream.pacing.TimedProducer;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Kafka Streams' clients. The consumer of the inputs holds a limited number of bytes, and the producer reports how long
 * its commits take. Thread-safe.
 */
public final class BoundedClients extends DefaultKafkaClientSupplier {
    private final long mostInFlight;
    private final LongConsumer committed;

    /**
     * Makes the clients of all stream threads.
     *
     * @param mostInFlight maximum bytes of records that a stream thread may have fetched and not begun to process
     * @param committed is called on the stream thread with the duration of each commit, in nanoseconds
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
