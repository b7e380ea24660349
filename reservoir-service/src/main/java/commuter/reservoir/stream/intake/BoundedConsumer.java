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
 * A consumer with a limit for the bytes of fetched records that wait to be processed. At the limit, it fetches no more
 * from partitions of which records wait. Kafka Streams limits only their number, a thousand for each partition, and
 * each may have a megabyte. This consumer goes on polling, and keeps its partitions. For one thread, like any consumer.
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
     * @param mostInFlight maximum bytes that may wait to be processed; the last fetch may exceed it
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
     * Fetches only from partitions of which no record waits. Kafka Streams does not process a task while its other
     * partition has records that were not fetched yet. So if that partition were paused, too, neither would ever
     * continue.
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

    /** Partitions that are revoked or assigned are read from another position. */
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
