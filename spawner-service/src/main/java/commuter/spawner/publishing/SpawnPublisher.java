package commuter.spawner.publishing;

import commuter.schemas.CloudEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes passengers to {@code passenger.spawn-requests}. Thread-safe. */
public final class SpawnPublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpawnPublisher.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final String SOURCE = "/spawner-service";

    private final Producer<ReservoirId, SpawnRequest> producer;
    private final PublishingStats stats;

    private volatile boolean open;
    private volatile @Nullable String refusal;

    public SpawnPublisher(Producer<ReservoirId, SpawnRequest> producer, PublishingStats stats) {
        this.producer = producer;
        this.stats = stats;
    }

    /**
     * Must be called once the topics exist: before that, a broker might create them with another number of partitions.
     */
    public void open() {
        open = true;
    }

    /**
     * Publishes a passenger. Returns before Kafka acknowledges the record, but waits while the buffer is full, which
     * happens when Kafka is down for long.
     *
     * @throws KafkaUnavailableException when the topics do not exist yet
     * @throws InterruptException when interrupted while waiting; then the passenger was not published
     */
    public void publish(SpawnRequest request) {
        requireOpen();
        stats.addPublished(1);
        try {
            // The callback reports everything that the future would.
            Future<RecordMetadata> unused = producer.send(toRecord(request), (metadata, failure) -> settle(failure));
        } catch (RuntimeException e) {
            stats.withdraw(1);
            throw e;
        }
    }

    /**
     * Checks whether publishing can begin.
     *
     * @throws KafkaUnavailableException when the topics do not exist yet
     */
    public void requireOpen() {
        if (!open) {
            throw new KafkaUnavailableException("Kafka has not been reached yet; try again when the service is ready");
        }
    }

    /**
     * Waits until Kafka has acknowledged everything published so far.
     *
     * @return number of passengers that Kafka has acknowledged since the process started
     * @throws KafkaUnavailableException when that takes longer than the limit
     */
    public long awaitAcknowledged(Duration limit) throws InterruptedException {
        if (!stats.awaitSettled(limit)) {
            throw new KafkaUnavailableException("Kafka has not acknowledged " + stats.outstanding()
                    + " published passengers within " + limit.toSeconds() + " s; they are still waiting to be sent");
        }
        return acknowledged();
    }

    /** The number of passengers that Kafka has acknowledged since the process started. */
    public long acknowledged() {
        return stats.acknowledged();
    }

    /** The number of published passengers that Kafka has permanently refused since the process started. */
    public long refused() {
        return stats.refused();
    }

    /**
     * Checks that Kafka has taken all passengers.
     *
     * @param before the value of {@link #refused} before they were published
     * @throws KafkaException with the reason, when some were refused
     */
    public void requireNoneRefused(long before) {
        long refused = refused() - before;
        if (refused > 0) {
            throw new KafkaException("passengers refused: " + refused + " (" + refusal + ")");
        }
    }

    /** The number of published passengers that Kafka has not acknowledged yet. */
    public long outstanding() {
        return stats.outstanding();
    }

    /** For how long acknowledgements have been outstanding without any coming; zero when none is outstanding. */
    public Duration silence() {
        return stats.silence();
    }

    /** Sends what is published. If Kafka is down, gives up after a while, so that the service stops in any case. */
    @Override
    public void close() {
        long acknowledgedBefore = acknowledged();
        long pending = outstanding();
        producer.close(CLOSE_PATIENCE);
        long lost = pending - (acknowledged() - acknowledgedBefore);
        if (lost > 0) {
            log.warn("Stopped without Kafka's acknowledgement of {} published passengers", lost);
        }
    }

    private void settle(@Nullable Exception failure) {
        if (failure == null) {
            stats.acknowledge(1);
        } else {
            // Temporary failures are retried without end, so this is permanent: a record too large, or no right to
            // write.
            refusal = failure.getMessage();
            stats.refuse(1);
        }
    }

    static ProducerRecord<ReservoirId, SpawnRequest> toRecord(SpawnRequest request) {
        return new ProducerRecord<>(
                Topics.SPAWN_REQUESTS.name(),
                null,
                request.reservoir(),
                request,
                CloudEvent.of(request, SOURCE).headers());
    }
}
