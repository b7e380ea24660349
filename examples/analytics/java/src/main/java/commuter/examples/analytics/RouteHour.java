package commuter.examples.analytics;

import org.jspecify.annotations.Nullable;

/**
 * The figures of a route for the passengers who appeared in one hour.
 *
 * @param hour its beginning
 * @param appeared how many passengers appeared
 * @param meanWaitMs how long those who boarded had waited on average, in whole milliseconds; null when nobody boarded
 * @param leftBehind how many gave up before a vehicle took them
 * @param load how many are or were on board
 */
record RouteHour(
        String routeId,
        String hour,
        long appeared,
        @Nullable Long meanWaitMs,
        long leftBehind,
        long load) {

    static RouteHour of(HourKey key, HourCounts counts) {
        return new RouteHour(
                key.routeId(),
                key.hour(),
                counts.appeared(),
                counts.waited() == 0 ? null : counts.waitMs() / counts.waited(),
                counts.leftBehind(),
                counts.load());
    }
}
