package commuter.system.analytics;

import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;

/**
 * The figures of a route for the passengers who appeared in one hour.
 *
 * @param hour its beginning
 * @param meanWaitMs null when nobody boarded
 */
record Figures(String routeId, Instant hour, long appeared, Long meanWaitMs, long leftBehind, long load) {

    /** Reads a line of a recipe. */
    static Figures of(JsonNode line) {
        JsonNode meanWait = line.path("mean_wait_ms");
        return new Figures(
                line.path("route_id").asString(),
                hour(line.path("hour").asString()),
                line.path("appeared").asLong(),
                meanWait.isNumber() ? meanWait.asLong() : null,
                line.path("left_behind").asLong(),
                line.path("load").asLong());
    }

    /** An hour as the reservoir writes it, such as {@code 2026-03-02T07:00-04:00}. */
    static Instant hour(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
