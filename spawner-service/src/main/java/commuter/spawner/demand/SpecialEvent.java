package commuter.spawner.demand;

import java.time.Instant;

/**
 * A special event, such as a match or a storm, that multiplies demand for a while.
 *
 * @param from inclusive
 * @param to exclusive
 */
record SpecialEvent(Instant from, Instant to, double times) {
    boolean covers(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
