package commuter.notifier.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final TopicPartition PLACE = new TopicPartition("a-topic", 0);

    @Test
    void aFaultOfOurOwnEndsTheReadingAndIsNotHidden() throws Exception {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(
                PLACE.topic(), List.of(new PartitionInfo(PLACE.topic(), 0, Node.noNode(), null, null)));
        consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
        consumer.updateEndOffsets(Map.of(PLACE, 0L));
        TopicReader reader = reader(consumer);
        reader.start();
        await().until(reader::caughtUp);

        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>(PLACE.topic(), 0, 0, null, new byte[1])));

        await().untilAsserted(() -> assertThat(reader.problem()).contains("one of our own"));
        await().until(consumer::closed);
        reader.stop();
    }

    private static TopicReader reader(MockConsumer<byte[], byte[]> consumer) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Counter counter = meters.counter("records");
        RecordHandler faulty = message -> {
            throw new IllegalStateException("one of our own");
        };
        return new TopicReader(
                PLACE.topic(), TopicReader.From.BEGINNING, consumer, faulty, counter, counter, meters.timer("delay"));
    }
}
