package commuter.reservoir.stream.pending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueAgeTest {
    private static final Instant START = Instant.parse("2026-11-28T07:00:00Z");

    private final QueueAge age = new QueueAge();

    @Test
    void anEmptyQueueHasNoAge() {
        assertThat(age.since(5, 5, START)).isNull();
    }

    @Test
    void theAgeIsThatOfTheOldestEntryThatIsLeft() {
        assertThat(age.since(0, 2, START)).isEqualTo(START);
        assertThat(age.since(0, 2, START.plusSeconds(1))).isEqualTo(START);
        assertThat(age.since(0, 5, START.plusSeconds(2))).isEqualTo(START);

        assertThat(age.since(2, 5, START.plusSeconds(3)))
                .as("positions 2 to 4 came in the second second")
                .isEqualTo(START.plusSeconds(2));
        assertThat(age.since(5, 5, START.plusSeconds(4))).isNull();
        assertThat(age.since(5, 6, START.plusSeconds(5))).isEqualTo(START.plusSeconds(5));
    }
}
