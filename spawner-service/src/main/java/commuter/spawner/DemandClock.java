package commuter.spawner;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock by which passengers appear: real time, or real time times N, from now or from a chosen moment.
 *
 * <p>The demand clock decides how many passengers appear and where: at speed N the demand of N minutes arrives in one
 * real minute, with the rush hours of the demand clock's day. The {@code spawn_time} that continuous mode writes is the
 * real instant of publication nevertheless, because waiting, expiry and every dashboard downstream live in real time; a
 * passenger of a simulated yesterday would expire before anybody could pick him up.
 *
 * @param realStart a real instant
 * @param demandStart where the demand clock stood at that instant
 * @param speed how many seconds of demand pass in a real second
 */
record DemandClock(InstantSource real, Instant realStart, Instant demandStart, double speed) {

    Instant now() {
        return demandStart.plusMillis(Math.round(millis(realStart, real.instant()) * speed));
    }

    /** The real instant at which the demand clock shows the given one. */
    Instant realAt(Instant demand) {
        return realStart.plusMillis(Math.round(millis(demandStart, demand) / speed));
    }

    private static double millis(Instant from, Instant to) {
        return to.toEpochMilli() - from.toEpochMilli();
    }
}
