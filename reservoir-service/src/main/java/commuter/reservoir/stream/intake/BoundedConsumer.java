package commuter.reservoir.stream.intake;

import commuter.schemas.UnreadableRecords;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that fetches no more from a partition while records of it, and of so many bytes in all, wait to be
 * processed. Kafka Streams counts only how many wait, a thousand of each partition, and those may have a megabyte each.
 * It goes on polling, and keeps its partitions. For one thread, as any consumer.
 */
final class BoundedConsumer implements InvocationHandler {
    private final Consumer<byte[], byte[]> consumer;
    private final CuttingDeserializer values;
    private final long mostInFlight;

    private BoundedConsumer(Consumer<byte[], byte[]> consumer, CuttingDeserializer values, long mostInFlight) {
        this.consumer = consumer;
        this.values = values;
        this.mostInFlight = mostInFlight;
    }

    /**
     * Connects to Kafka.
     *
     * @param mostInFlight bytes that may wait to be processed; the last fetch may exceed it
     */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> connect(Map<String, Object> config, long mostInFlight) {
        CuttingDeserializer keys = new CuttingDeserializer(RecordLimits.KEY, RecordLimits.KEY, mostInFlight);
        CuttingDeserializer values = new CuttingDeserializer(RecordLimits.VALUE, RecordLimits.KEPT_VALUE, mostInFlight);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                BoundedConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new BoundedConsumer(new KafkaConsumer<>(config, keys, values), values, mostInFlight));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("poll")) {
            return poll((Duration) arguments[0]);
        }
        if (method.getName().startsWith("seek")) {
            inFlight().forget(partitions(arguments[0]));
        }
        Object[] passed = arguments == null
                ? new Object[0]
                : Arrays.stream(arguments).map(this::watched).toArray();
        try {
            return method.invoke(consumer, passed);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        values.begin();
        ConsumerRecords<byte[], byte[]> records = inFlight().total() < mostInFlight
                ? UnreadableRecords.poll(consumer, timeout)
                : pollWhereNothingWaits(timeout);
        records.forEach(inFlight()::add);
        return records;
    }

    /**
     * Fetches only from partitions of which nothing waits. Kafka Streams leaves a task alone whose other partition has
     * records that were not fetched yet: if that were held back, too, neither would ever go on.
     */
    private ConsumerRecords<byte[], byte[]> pollWhereNothingWaits(Duration timeout) {
        Set<TopicPartition> held = inFlight().partitions();
        held.retainAll(consumer.assignment());
        held.removeAll(consumer.paused());
        consumer.pause(held);
        try {
            return UnreadableRecords.poll(consumer, timeout);
        } finally {
            held.retainAll(consumer.assignment());
            consumer.resume(held);
        }
    }

    private static InFlight inFlight() {
        return InFlight.ofThisThread();
    }

    @SuppressWarnings("unchecked")
    private static Collection<TopicPartition> partitions(Object argument) {
        return argument instanceof TopicPartition one ? List.of(one) : (Collection<TopicPartition>) argument;
    }

    private Object watched(Object argument) {
        return argument instanceof ConsumerRebalanceListener listener ? new Watch(listener) : argument;
    }

    /** What is taken away or given is read from another place. */
    private record Watch(ConsumerRebalanceListener listener) implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            inFlight().forget(partitions);
            listener.onPartitionsRevoked(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            inFlight().forget(partitions);
            listener.onPartitionsAssigned(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            inFlight().forget(partitions);
            listener.onPartitionsLost(partitions);
        }
    }
}
