package commuter.reservoir.stream.expiry;

import commuter.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The progress of the stream's consumer group, by the offsets that its instances have committed. A separate thread asks
 * Kafka several times a second while a task needs the answer, and not otherwise. Thread-safe.
 */
public final class GroupProgress implements InputProgress, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupProgress.class);
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(30);
    private static final String SMALL_FETCH_BYTES = "4096";

    private final InputOffsets offsets;
    /** Expiry waits for commands only: many spawn requests must not keep passengers waiting who should expire. */
    private final Watermark commands;

    private final Watermark inputs;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(GroupProgress::daemon);
    private volatile @Nullable String obstacle;
    private boolean logged;

    /**
     * Starts to watch a group.
     *
     * @param clients settings of Kafka's clients in this service
     * @param group the stream's application id
     * @param partitions of each topic
     */
    public GroupProgress(Map<String, Object> clients, String group, int partitions) {
        offsets = new InputOffsets(Admin.create(clients), () -> reader(clients), group);
        commands = new Watermark(offsets, partitionsOf(List.of(Topics.COMMANDS.name()), partitions));
        inputs = new Watermark(
                offsets, partitionsOf(List.of(Topics.COMMANDS.name(), Topics.SPAWN_REQUESTS.name()), partitions));
        var unused = thread.scheduleWithFixedDelay(
                this::advance, ASK_EVERY.toMillis(), ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Instant commandsDecidedBefore() {
        return commands.decidedBefore();
    }

    @Override
    public long mark() {
        return inputs.mark();
    }

    @Override
    public boolean isPassed(long mark) {
        return inputs.isPassed(mark);
    }

    /**
     * For how long passengers whose waiting time is over have not expired, because it is unknown whether their commands
     * are decided.
     */
    public Duration expiryHeld() {
        return commands.lasting();
    }

    /** The reason why no passenger expires at the moment; null when there is none. */
    public @Nullable String obstacle() {
        return expiryHeld().compareTo(WORTH_A_LINE) > 0 ? obstacle : null;
    }

    private void advance() {
        try {
            Map<TopicPartition, Long> undecided = commands.advance();
            obstacle = undecided.isEmpty() ? null : "not yet decided: " + described(undecided);
            inputs.advance();
        } catch (KafkaException e) {
            obstacle = "Kafka does not tell how far commands are decided: " + e.getMessage();
            log.debug("Cannot tell how far the inputs are decided", e);
        } catch (RuntimeException e) {
            obstacle = "it is unknown how far commands are decided: " + e;
            log.error("Cannot tell how far the inputs are decided", e);
        }
        tell();
    }

    private void tell() {
        String reason = obstacle();
        if (reason != null && !logged) {
            log.warn("Passengers do not expire until all commands of that time are decided; {}", reason);
            logged = true;
        } else if (reason == null && logged && expiryHeld().compareTo(WORTH_A_LINE) < 0) {
            log.info("All commands are decided: passengers expire again");
            logged = false;
        }
    }

    private static String described(Map<TopicPartition, Long> undecided) {
        Map.Entry<TopicPartition, Long> first = undecided.entrySet().iterator().next();
        return first.getKey() + " from offset " + first.getValue()
                + (undecided.size() == 1 ? "" : ", and " + (undecided.size() - 1) + " more partitions");
    }

    private static Set<TopicPartition> partitionsOf(List<String> topics, int partitions) {
        Set<TopicPartition> all = new HashSet<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
        }
        return all;
    }

    static Consumer<byte[], byte[]> reader(Map<String, Object> clients) {
        Map<String, Object> config = new HashMap<>(clients);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SMALL_FETCH_BYTES);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "input-progress");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // A Kafka consumer belongs to one thread, so it is closed here.
            if (thread.awaitTermination(ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                offsets.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
