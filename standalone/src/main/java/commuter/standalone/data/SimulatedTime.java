package commuter.standalone.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * The time of day of the demand clock. Every run starts on a Monday at 07:30, when many people travel, and always after
 * the time that earlier runs on the same data folder have reached: the same time again would ask for the same
 * passengers again.
 */
public final class SimulatedTime {
    private static final LocalTime RUSH_HOUR = LocalTime.of(7, 30);

    private final Path file;
    private final LocalDateTime start;
    private final double speed;

    private SimulatedTime(Path file, LocalDateTime start, double speed) {
        this.file = file;
        this.start = start;
        this.speed = speed;
    }

    /**
     * The clock of a new run.
     *
     * @param speed demand seconds in a second
     */
    public static SimulatedTime of(DataFolder data, LocalDate today, double speed) {
        Path file = data.folder("demand-clock");
        LocalDateTime free = today.atStartOfDay();
        try {
            if (Files.exists(file)) {
                LocalDateTime reached =
                        LocalDateTime.parse(Files.readString(file).strip());
                free = reached.isAfter(free) ? reached : free;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SimulatedTime(file, mondayMorningAfter(free), speed);
    }

    /** Local time in the feed's zone. */
    public LocalDateTime start() {
        return start;
    }

    public double speed() {
        return speed;
    }

    /** The demand clock's time at {@code now}. */
    public LocalDateTime at(Instant spawning, Instant now) {
        long simulatedMillis = Math.round(Duration.between(spawning, now).toMillis() * speed);
        return start.plus(Duration.ofMillis(simulatedMillis)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Stores how far the clock has come since the spawner started. */
    public void reached(Instant spawning, Instant now) {
        try {
            Path unused = PrivateFiles.write(file, List.of(at(spawning, now).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDateTime mondayMorningAfter(LocalDateTime free) {
        LocalDateTime monday = free.toLocalDate()
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY))
                .atTime(RUSH_HOUR);
        return monday.isAfter(free) ? monday : monday.plusWeeks(1);
    }
}
