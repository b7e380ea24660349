package commuter.reservoir.deadletters;

import static commuter.schemas.DeadLetterHeaders.REASON;
import static commuter.schemas.DeadLetterHeaders.SOURCE_OFFSET;
import static commuter.schemas.DeadLetterHeaders.SOURCE_PARTITION;
import static commuter.schemas.DeadLetterHeaders.SOURCE_TOPIC;
import static commuter.schemas.DeadLetterHeaders.UNKNOWN_SIZE;
import static commuter.schemas.DeadLetterHeaders.VALUE_SIZE;
import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Topics;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes a dead letter of a record without reading it, and moves the reservoir's offset past it. Both happen in one
 * transaction: an interrupted command has done neither. It uses the same transactional id as the replays, so two
 * operators cannot skip the same record.
 */
final class Skipper implements AutoCloseable {
    private static final String REASON_OF_ALL =
            "SKIPPED: an operator has moved the reservoir past it. Its content was not looked at, and may still be at its place";

    private final Producer<byte[], byte[]> producer;

    private final ConsumerGroupMetadata group;

    /**
     * Made for one command.
     *
     * @param producer transactional; closed together with this object
     * @param group the reservoir's group, which has no members now
     */
    Skipper(Producer<byte[], byte[]> producer, ConsumerGroupMetadata group) {
        this.producer = producer;
        this.group = group;
    }

    /** Must be called before the reservoir's offset is read: from then on no other command can move it. */
    void begin() {
        producer.initTransactions();
    }

    void skip(TopicPartition partition, long offset) {
        producer.beginTransaction();
        try {
            // The commit waits for the record, and fails if it failed.
            Future<RecordMetadata> unused = producer.send(letter(partition, offset));
            producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(offset + 1)), group);
            producer.commitTransaction();
        } catch (KafkaException e) {
            try {
                producer.abortTransaction();
            } catch (KafkaException nothingToAbort) {
                e.addSuppressed(nothingToAbort);
            }
            throw e;
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(TopicPartition partition, long offset) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS.name(), partition.partition(), null, null);
        Map<String, String> headers = Map.of(
                VALUE_SIZE,
                UNKNOWN_SIZE,
                SOURCE_TOPIC,
                partition.topic(),
                SOURCE_PARTITION,
                Integer.toString(partition.partition()),
                SOURCE_OFFSET,
                Long.toString(offset),
                REASON,
                REASON_OF_ALL);
        headers.forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        return letter;
    }

    @Override
    public void close() {
        producer.close();
    }
}
