package commuter.examples.conductor;

import commuter.schemas.CommandResult;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The committed results of all commands. It needs no consumer group: each conductor reads all of them. */
final class Results {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<ReservoirId, CommandResult> consumer;

    private Results(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                Topics.COMMAND_RESULTS.keySerde().deserializer(),
                Topics.COMMAND_RESULTS.valueSerde().deserializer());
    }

    /** Results that come after this has returned. */
    static Results fromNow(String bootstrapServers) {
        Results results = new Results(bootstrapServers);
        List<TopicPartition> partitions = results.consumer.partitionsFor(Topics.COMMAND_RESULTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        results.consumer.assign(partitions);
        results.consumer.seekToEnd(partitions);
        // Else the consumer would ask for the ends at its first poll, and miss what came until then.
        partitions.forEach(results.consumer::position);
        return results;
    }

    /** Passes on all results, on a thread that lives as long as the program. To be called once. */
    void follow(Consumer<CommandResult> taker) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        consumer.poll(POLL).forEach(record -> taker.accept(record.value()));
                    }
                },
                "results");
        thread.setDaemon(true);
        thread.start();
    }
}
