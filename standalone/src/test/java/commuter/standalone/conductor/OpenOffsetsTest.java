package commuter.standalone.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenOffsetsTest {
    private static final TopicPartition PARTITION = new TopicPartition("passenger.spawned", 3);

    private final OpenOffsets offsets = new OpenOffsets();

    @Test
    void nothing_behind_an_unfinished_passenger_is_committed() {
        offsets.read(PARTITION, 10);
        offsets.read(PARTITION, 12);
        offsets.finished(PARTITION, 12);

        assertThat(offsets.committable()).containsEntry(PARTITION, new OffsetAndMetadata(10));
    }

    @Test
    void with_all_finished_everything_read_is_committed() {
        offsets.read(PARTITION, 10);
        offsets.read(PARTITION, 12);
        offsets.finished(PARTITION, 12);
        offsets.finished(PARTITION, 10);

        assertThat(offsets.committable()).containsEntry(PARTITION, new OffsetAndMetadata(13));
    }
}
