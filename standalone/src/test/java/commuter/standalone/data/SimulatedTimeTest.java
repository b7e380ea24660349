package commuter.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedTimeTest {
    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 1, 7);
    private static final Instant SPAWNING = Instant.parse("2026-01-07T20:00:00Z");

    private DataFolder data;

    @BeforeEach
    void open(@TempDir Path parent) {
        data = DataFolder.open(parent.resolve("data"), false);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void the_first_run_starts_in_the_rush_hour_of_the_next_monday() {
        assertThat(SimulatedTime.of(data, WEDNESDAY, 10).start()).isEqualTo(LocalDateTime.parse("2026-01-12T07:30"));
    }

    @Test
    void it_passes_as_fast_as_the_speed_says() {
        SimulatedTime clock = SimulatedTime.of(data, WEDNESDAY, 10);

        assertThat(clock.at(SPAWNING, SPAWNING.plusSeconds(60))).isEqualTo(LocalDateTime.parse("2026-01-12T07:40"));
    }

    @Test
    void a_later_run_never_repeats_a_time_that_an_earlier_one_reached() {
        SimulatedTime.of(data, WEDNESDAY, 10).reached(SPAWNING, SPAWNING.plusSeconds(60));
        SimulatedTime second = SimulatedTime.of(data, WEDNESDAY, 10_000);
        assertThat(second.start()).isEqualTo(LocalDateTime.parse("2026-01-19T07:30"));

        second.reached(SPAWNING, SPAWNING.plusSeconds(600));
        assertThat(SimulatedTime.of(data, WEDNESDAY, 10).start())
                .isAfter(second.at(SPAWNING, SPAWNING.plusSeconds(600)));
    }
}
