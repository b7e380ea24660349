package commuter.spawner.continuous;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The clock by which passengers appear: real time, or real time times N, from now or from a chosen moment.
 *
 * <p>The demand clock decides how many passengers appear and where: at speed N the demand of N minutes arrives in one
 * real minute, with the rush hours of the demand clock's day. The {@code spawn_time} that continuous mode writes is
 * real time nevertheless, because waiting, expiry and all dashboards use real time. A passenger from a simulated
 * yesterday would expire before they could board.
 *
 * @param realStart a real instant
 * @param demandStart the demand clock's time at that instant
 * @param speed how many seconds of demand pass in a real second
 */
public record DemandClock(InstantSource real, Instant realStart, Instant demandStart, double speed) {

    /** A clock with this time now. */
    public static DemandClock startingNow(InstantSource real, Instant demand, double speed) {
        return new DemandClock(real, real.instant().truncatedTo(ChronoUnit.MILLIS), demand, speed);
    }

    /** The clock's time, in whole milliseconds. */
    public Instant now() {
        return demandStart.plusMillis(Math.round(millis(realStart, real.instant()) * speed));
    }

    /** How many real milliseconds pass while the demand clock goes from one instant to another. */
    long realMillis(Instant from, Instant to) {
        return Math.round(millis(from, to) / speed);
    }

    private static double millis(Instant from, Instant to) {
        return to.toEpochMilli() - from.toEpochMilli();
    }
}
