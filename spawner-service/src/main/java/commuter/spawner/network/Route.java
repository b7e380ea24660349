package commuter.spawner.network;

import commuter.schemas.Direction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A route of the network with at least one usable trip.
 *
 * @param patterns the patterns of its trips, the most frequent first
 * @param color six hex digits, as in GTFS; null when the feed has none
 */
public record Route(
        String id,
        @Nullable String shortName,
        @Nullable String longName,
        @Nullable String color,
        List<Pattern> patterns) {

    public Route {
        patterns = List.copyOf(patterns);
    }

    /** The pattern that represents the route on a map. */
    public Pattern mainPattern() {
        return patterns.get(0);
    }

    /** The most frequent pattern of each direction. */
    public List<Pattern> listMainPatterns() {
        return Stream.of(Direction.values())
                .map(this::findMainPattern)
                .flatMap(Optional::stream)
                .toList();
    }

    /** All stops that some trip of the route serves, each once. */
    public Collection<Stop> listStops() {
        Map<String, Stop> byId = new LinkedHashMap<>();
        patterns.forEach(pattern -> pattern.stops().forEach(stop -> byId.put(stop.id(), stop)));
        return byId.values();
    }

    private Optional<Pattern> findMainPattern(Direction direction) {
        return patterns.stream().filter(p -> p.direction() == direction).findFirst();
    }
}
