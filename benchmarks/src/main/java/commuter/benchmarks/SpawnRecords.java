package commuter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The spawner's records as payloads for another producer: of the same size and compressibility. */
final class SpawnRecords {
    private static final int SAMPLE = 10_000;

    private SpawnRecords() {}

    /**
     * Writes a sample to a file, one line for each record: its value, its key and its headers.
     *
     * @return average size of a record in bytes
     */
    static long writeSample(String bootstrapServers, Path file) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(Topics.SPAWN_REQUESTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            while (records < SAMPLE) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    write(record, lines);
                    records++;
                }
            }
        }
        Files.write(file, lines.toByteArray());
        return (long) lines.size() / records - 1;
    }

    private static void write(ConsumerRecord<byte[], byte[]> record, ByteArrayOutputStream lines) {
        lines.writeBytes(record.value());
        lines.writeBytes(record.key());
        for (Header header : record.headers()) {
            lines.writeBytes(header.key().getBytes(UTF_8));
            lines.writeBytes(header.value());
        }
        lines.write('\n');
    }
}
