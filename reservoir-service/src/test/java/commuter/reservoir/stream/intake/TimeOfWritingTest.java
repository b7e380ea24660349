package commuter.reservoir.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOfWritingTest {
    private static final long NOW = 1_772_436_600_000L; // 2026-03-02T07:30:00Z
    private static final long LATEST = NOW - 60_000;

    private final TimeOfWriting times = new TimeOfWriting(InstantSource.fixed(Instant.ofEpochMilli(NOW)));
    private final Headers headers = new RecordHeaders();

    @Test
    void aTimeThatCanBeIsBelieved() {
        assertThat(times.extract(record(NOW - 5), LATEST)).isEqualTo(NOW - 5);
        assertThat(headers).isEmpty();
        assertThat(TimeOfWriting.takeClaimed(headers, NOW - 5)).isEqualTo(NOW - 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 0, 1, 1_772_436_600, 946_684_800_000L})
    void withoutATimeARecordIsAsOldAsTheLatestOfItsPartition(long claimed) {
        assertThat(times.extract(record(claimed), LATEST)).isEqualTo(LATEST);
        assertThat(TimeOfWriting.takeClaimed(headers, LATEST)).isEqualTo(claimed);
        assertThat(headers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1_772_436_600_001L, Long.MAX_VALUE})
    void whereNothingElseIsKnownItIsNew(long claimed) {
        assertThat(times.extract(record(claimed), -1)).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_772_436_600_001L, 1_772_523_000_000L, 4_102_444_800_000L, Long.MAX_VALUE})
    void noRecordIsFromTheFuture(long claimed) {
        assertThat(times.extract(record(claimed), LATEST)).isEqualTo(NOW);
        assertThat(times.extract(record(-1), Long.MAX_VALUE))
                .as("nor is a partition")
                .isEqualTo(NOW);
    }

    @Test
    void aSendersHeaderIsNotTakenForOurs() {
        headers.add("commuter_claimed_timestamp", new byte[0]);

        assertThat(times.extract(record(NOW), LATEST)).isEqualTo(NOW);
        assertThat(TimeOfWriting.takeClaimed(headers, NOW)).isEqualTo(NOW);
    }

    private ConsumerRecord<Object, Object> record(long timestamp) {
        return new ConsumerRecord<>(
                "topic", 0, 0, timestamp, TimestampType.CREATE_TIME, -1, -1, null, null, headers, Optional.empty());
    }
}
