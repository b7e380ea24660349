package commuter.reservoir.cache;

import commuter.schemas.Json;
import commuter.schemas.Passenger;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/**
 * Who waits in a reservoir, and where the answer came from.
 *
 * @param json an array of passengers, oldest first
 * @param tag equal for equal lists
 * @param age how long ago the list was read from the database
 */
public record Available(byte[] json, String tag, Source source, Duration age) {
    private static final TypeReference<List<Passenger>> PASSENGERS = new TypeReference<>() {};

    /** Where a list came from. */
    public enum Source {
        /** From the cache. */
        HIT,
        /** From the database, and into the cache. */
        MISS,
        /** From the database, without use of the cache. */
        BYPASS
    }

    public List<Passenger> passengers() {
        return Json.MAPPER.readValue(json, PASSENGERS);
    }
}
