package commuter.system.truth;

import commuter.system.support.KafkaClient;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record in a wrong partition is sent home by one hop, in its order; one that is at home or unusable stays. */
final class RepartitioningCheck {
    private RepartitioningCheck() {}

    static void examine(Evidence evidence, Violations violations) {
        examine(evidence.requests(), violations);
        examine(evidence.commands(), violations);
    }

    private static <V> void examine(List<Published<V>> records, Violations violations) {
        for (Published<V> record : records) {
            boolean mustGo = record.content().isPresent() && !Published.isHome(record.original());
            violations.unlessEqual(
                    record.copies().size(), mustGo ? 1 : 0, "a misplaced record goes home by one hop", record);
            record.copies()
                    .forEach(copy -> violations.unless(
                            Published.isHome(copy), "a record that goes home arrives there", RecordPosition.of(copy)));
        }
        Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        records.stream()
                .flatMap(Published::everywhere)
                .filter(record -> record.key() != null && Published.isHome(record))
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
