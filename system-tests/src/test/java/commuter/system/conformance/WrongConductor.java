package commuter.system.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.schemas.Topics;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A conductor that breaks the one rule that its argument names, as people break it. */
public final class WrongConductor {
    private static final String NEW_ID = "again-";

    private final String broken;
    private final boolean restarted;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> results;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private int sent;
    private JsonNode held;

    private WrongConductor(String broken, boolean restarted, String bootstrapServers) {
        this.broken = broken;
        this.restarted = restarted;
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        results = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        breaks("committed") ? "read_uncommitted" : "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = results.partitionsFor(Topics.COMMAND_RESULTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        results.assign(partitions);
        results.seekToEnd(partitions);
        partitions.forEach(results::position);
    }

    /** The arguments are the rule, and a folder of its own in which it notes that it has been started. */
    public static void main(String... arguments) throws Exception {
        boolean restarted = !Path.of(arguments[1], "started").toFile().createNewFile();
        WrongConductor conductor = new WrongConductor(arguments[0], restarted, System.getenv("KAFKA_BOOTSTRAP"));
        Thread reader = new Thread(conductor::read);
        reader.setDaemon(true);
        reader.start();
        BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
            conductor.take(Json.MAPPER.readTree(line));
        }
        Runtime.getRuntime().halt(0);
    }

    private boolean breaks(String rule) {
        return broken.equals(rule);
    }

    private void take(JsonNode task) {
        if (breaks("order") && task.path("do").asString().equals("cancel")) {
            held = task;
            return;
        }
        send(task);
        if (held != null) {
            send(held);
            held = null;
        }
    }

    private void send(JsonNode task) {
        String id = task.path("command_id").asString();
        if (!answered.contains(id)) {
            open.add(id);
        }
        ObjectNode command = (ObjectNode) task.deepCopy();
        command.put("type", command.remove("do").asString().toUpperCase(Locale.ROOT));
        command.put("issued_at", breaks("record") ? "yesterday" : Instant.now().toString());
        if (breaks("late")) {
            command.remove("expires_at");
        }
        if (breaks("restart") && restarted) {
            command.put("command_id", NEW_ID + id);
        }
        String key = task.path(breaks("key") ? "passenger_id" : "reservoir").asString();
        Integer partition = breaks("partition") ? sent % Topics.DEFAULT_PARTITIONS : null;
        sent++;
        producer.send(
                new ProducerRecord<>(Topics.COMMANDS.name(), partition, key.getBytes(UTF_8), Json.write(command)));
        if (breaks("result")) {
            System.out.println(Json.MAPPER.valueToTree(Map.of("command_id", id, "outcome", "SENT")));
        }
    }

    private void read() {
        while (true) {
            results.poll(Duration.ofMillis(100)).forEach(record -> {
                ObjectNode result = Json.MAPPER.readTree(record.value()).asObject();
                String id = result.path("command_id").asString().replace(NEW_ID, "");
                result.put("command_id", id);
                boolean first = open.remove(id);
                if (first) {
                    answered.add(id);
                }
                if ((first && !breaks("result")) || breaks("others") || (breaks("twice") && answered.contains(id))) {
                    System.out.println(result);
                }
            });
        }
    }
}
