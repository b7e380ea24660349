package commuter.reservoir.stream;

import static commuter.reservoir.stream.Stream.RESERVOIR;
import static commuter.reservoir.stream.Stream.START;
import static commuter.schemas.CommandType.BOARD;
import static commuter.schemas.CommandType.CANCEL;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.ReservoirStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The counts in a reservoir's stats. */
class ReservoirStatsCountsTest {
    private final Stream stream = new Stream();

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void statsFollowTheEventsAndComeAtMostOnceASecond() {
        stream.spawn(1);
        stream.spawn(2);
        stream.spawn(3);
        stream.send(BOARD, 1, "V1");
        stream.send(CANCEL, 2, null);
        stream.settle();
        stream.pass(Duration.ofSeconds(1));

        List<ReservoirStats> stats = stream.stats();
        assertThat(stats).hasSize(1);
        assertThat(stats.get(0).waiting()).isEqualTo(1);
        assertThat(stats.get(0).boarded()).isEqualTo(1);
        assertThat(stats.get(0).sequence()).isEqualTo(5);
        assertThat(stats.get(0).totals()).isEqualTo(new ReservoirStats.Totals(3, 1, 0, 1, 0));
    }

    @Test
    void statsTellSinceWhenTheFirstInTheQueueHasWaited() {
        stream.spawnRequests.pipeInput(RESERVOIR, Stream.request(RESERVOIR, 1, START.plusSeconds(20)));
        stream.spawnRequests.pipeInput(RESERVOIR, Stream.request(RESERVOIR, 2, START.plusSeconds(10)));
        stream.settle();
        assertThat(stream.lastStats().waitingSince()).isEqualTo(START.plusSeconds(10));

        stream.send(BOARD, 2, "V1");
        stream.settle();
        assertThat(stream.lastStats().waitingSince()).isEqualTo(START.plusSeconds(20));

        stream.send(CANCEL, 1, null);
        stream.settle();
        assertThat(stream.lastStats().waitingSince()).isNull();
    }
}
