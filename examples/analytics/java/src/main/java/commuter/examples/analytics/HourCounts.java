package commuter.examples.analytics;

import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * What the passengers of a route count who appeared in the same hour.
 *
 * @param appeared how many they are
 * @param load how many of them are or were on board
 * @param waited how many of those it is known of when they boarded
 * @param waitMs how long these waited, together
 * @param leftBehind how many gave up
 */
record HourCounts(long appeared, long load, long waited, long waitMs, long leftBehind) {

    /** What one passenger counts, in their latest state. */
    static HourCounts of(Passenger passenger) {
        boolean rode = passenger.status() == PassengerStatus.BOARDED || passenger.status() == PassengerStatus.ALIGHTED;
        Instant boardedAt = rode ? passenger.boardedAt() : null;
        return new HourCounts(
                1,
                rode ? 1 : 0,
                boardedAt == null ? 0 : 1,
                boardedAt == null
                        ? 0
                        : Duration.between(passenger.spawnedAt(), boardedAt).toMillis(),
                passenger.status() == PassengerStatus.EXPIRED ? 1 : 0);
    }

    HourCounts plus(HourCounts other) {
        return new HourCounts(
                appeared + other.appeared,
                load + other.load,
                waited + other.waited,
                waitMs + other.waitMs,
                leftBehind + other.leftBehind);
    }

    HourCounts negated() {
        return new HourCounts(-appeared, -load, -waited, -waitMs, -leftBehind);
    }
}
