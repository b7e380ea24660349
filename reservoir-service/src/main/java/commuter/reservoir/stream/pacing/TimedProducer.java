package commuter.reservoir.stream.pacing;

import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A stream thread's producer, which reports how long each commit took: the time of all calls that waited for the broker
 * since the commit before. Kafka Streams makes these calls on one thread.
 */
public final class TimedProducer extends KafkaProducer<byte[], byte[]> {
    private final LongConsumer committed;
    private long nanos;

    public TimedProducer(Map<String, Object> config, LongConsumer committed) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.committed = committed;
    }

    @Override
    public void flush() {
        timed(super::flush);
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        timed(() -> super.sendOffsetsToTransaction(offsets, groupMetadata));
    }

    @Override
    public void commitTransaction() {
        timed(super::commitTransaction);
        committed.accept(nanos);
        nanos = 0;
    }

    private void timed(Runnable step) {
        long start = System.nanoTime();
        try {
            step.run();
        } finally {
            nanos += System.nanoTime() - start;
        }
    }
}
