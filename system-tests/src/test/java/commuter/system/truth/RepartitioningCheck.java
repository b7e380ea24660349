package commuter.system.truth;

import commuter.system.support.KafkaClient;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record in a wrong partition is sent to the right one in one hop, in order. A record that is in the right one, or
 * unusable, stays.
 */
final class RepartitioningCheck {
    private RepartitioningCheck() {}

    static void examine(Evidence evidence, Violations violations) {
        examine(evidence.requests(), violations);
        examine(evidence.commands(), violations);
    }

    private static <V> void examine(List<Published<V>> records, Violations violations) {
        for (Published<V> record : records) {
            boolean mustBeRepartitioned =
                    record.content().isPresent() && !Published.isInItsPartition(record.original());
            violations.unlessEqual(
                    record.copies().size(),
                    mustBeRepartitioned ? 1 : 0,
                    "a misplaced record is repartitioned in one hop",
                    record);
            record.copies()
                    .forEach(copy -> violations.unless(
                            Published.isInItsPartition(copy),
                            "a repartitioned record is in the right partition",
                            RecordPosition.of(copy)));
        }
        Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        records.stream()
                .flatMap(Published::everywhere)
                .filter(record -> record.key() != null && Published.isInItsPartition(record))
                .sorted((one, other) -> Long.compare(one.offset(), other.offset()))
                .forEach(record -> {
                    ConsumerRecord<byte[], byte[]> before = last.put(clientAndKey(record), record);
                    violations.unless(
                            before == null || KafkaClient.number(before) < KafkaClient.number(record),
                            "what a client sent for a reservoir stays in its order",
                            RecordPosition.of(record));
                });
    }

    private static ByteBuffer clientAndKey(ConsumerRecord<byte[], byte[]> record) {
        byte[] client = record.headers().lastHeader("test_client").value();
        return ByteBuffer.allocate(client.length + record.key().length)
                .put(client)
                .put(record.key())
                .flip();
    }
}
