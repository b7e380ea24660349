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
 * A line of the network with at least one usable trip.
 *
 * @param patterns how its trips run, the most frequent first
 * @param color six hex digits, as in GTFS; null when the feed gives none
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

    /** The pattern that stands for the route on a map. */
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

    /** Every stop that some trip of the route serves, once. */
    public Collection<Stop> listStops() {
        Map<String, Stop> byId = new LinkedHashMap<>();
        patterns.forEach(pattern -> pattern.stops().forEach(stop -> byId.put(stop.id(), stop)));
        return byId.values();
    }

    private Optional<Pattern> findMainPattern(Direction direction) {
        return patterns.stream().filter(p -> p.direction() == direction).findFirst();
    }
}
