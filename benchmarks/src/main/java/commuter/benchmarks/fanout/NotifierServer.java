package commuter.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The notifier, with Kafka as the source of events. */
public final class NotifierServer implements Server {
    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"route\":\"" + Events.ROUTE.id() + "\"";

    private final int port;
    private final ProcessHandle process;
    private final KafkaProducer<byte[], byte[]> producer;

    public NotifierServer(int port, String bootstrapServers, ProcessHandle process) {
        this.port = port;
        this.process = process;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        1000,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 18),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String path() {
        return "/ws/stream";
    }

    @Override
    public byte[] hello(boolean batches) {
        return ClientHandshake.text(SUBSCRIBE + (batches ? ",\"batch\":true}" : "}"));
    }

    /** Events that are published together are sent to Kafka in one request, as in a transaction of the reservoir. */
    @Override
    public void publish(List<String> events) {
        byte[] key = Events.ROUTE.toString().getBytes(UTF_8);
        for (String event : events) {
            var unused = producer.send(new ProducerRecord<>(Topics.LIFECYCLE.name(), key, event.getBytes(UTF_8)));
        }
        producer.flush();
    }

    @Override
    public ProcessHandle process() {
        return process;
    }

    @Override
    public void close() {
        producer.close();
    }
}
