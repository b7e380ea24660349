package commuter.spawner.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.schemas.Direction;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class SpawnPublisherTest {
    private final MockProducer<ReservoirId, SpawnRequest> kafka = new MockProducer<>(
            false,
            new RoundRobinPartitioner(),
            Topics.SPAWN_REQUESTS.keySerde().serializer(),
            Topics.SPAWN_REQUESTS.valueSerde().serializer());
    private final SpawnPublisher publisher = new SpawnPublisher(kafka, new PublishingStats());

    @Test
    void whoIsRefusedIsNotTakenForPublished() throws InterruptedException {
        publisher.open();
        publisher.publish(request());
        publisher.publish(request());
        kafka.completeNext();
        kafka.errorNext(new RecordTooLargeException("larger than the broker allows"));

        assertThat(publisher.awaitAcknowledged(Duration.ofSeconds(1))).isEqualTo(1);
        assertThatThrownBy(() -> publisher.requireNoneRefused(0))
                .isInstanceOf(KafkaException.class)
                .hasMessage("passengers refused: 1 (larger than the broker allows)");
    }

    @Test
    void whatKafkaHasYetToTakeIsOutstanding() {
        publisher.open();
        publisher.publish(request());

        assertThat(publisher.outstanding()).isEqualTo(1);
        assertThatThrownBy(() -> publisher.awaitAcknowledged(Duration.ofMillis(10)))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContaining("1 published passengers");
    }

    private static SpawnRequest request() {
        return new SpawnRequest(
                "PASS_0123456789ABCDEF0123456789ABCDEF",
                ReservoirId.route("1A"),
                "1A",
                null,
                Direction.OUTBOUND,
                "A",
                13.1,
                -59.6,
                "B",
                13.2,
                -59.5,
                null,
                Instant.EPOCH,
                null,
                null);
    }
}
