package commuter.reservoir.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class StreamStartTest {
    private final StreamStart start = new StreamStart();

    @Test
    void anInstanceGetsCallsOnceItHasItsPartitionsAndKeepsThemDuringLaterRebalances() {
        assertThat(start.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        start.onChange(State.REBALANCING, State.CREATED);
        assertThat(start.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        start.onChange(State.RUNNING, State.REBALANCING);
        assertThat(start.health().getStatus()).isEqualTo(Status.UP);
        start.onChange(State.REBALANCING, State.RUNNING);
        assertThat(start.health().getStatus()).isEqualTo(Status.UP);
    }
}
