package commuter.spawner.network;

import commuter.schemas.Direction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sequence of stops that some of a route's trips serve, in one direction.
 *
 * @param services on which days and from when to when its trips run
 * @param path the line to draw on a map: the shape, or the stops where the feed has no shape
 */
public record Pattern(Direction direction, List<StopTime> calls, List<Service> services, List<Position> path) {

    public Pattern {
        calls = List.copyOf(calls);
        services = List.copyOf(services);
        path = List.copyOf(path);
    }

    public Stop firstStop() {
        return calls.get(0).stop();
    }

    public List<Stop> stops() {
        return calls.stream().map(StopTime::stop).toList();
    }

    /** Whether a passenger can board somewhere and alight somewhere else. */
    public boolean isUsable() {
        return IntStream.range(0, calls.size())
                .anyMatch(index -> !destinationsFrom(index).isEmpty());
    }

    /**
     * The stops that a passenger boarding at the given call can ride to, in the order of the trip; empty where nobody
     * may board. The place where he boards is not among them, though a loop comes by again.
     */
    public List<Stop> destinationsFrom(int index) {
        StopTime origin = calls.get(index);
        if (!origin.boarding()) {
            return List.of();
        }
        return calls.subList(index + 1, calls.size()).stream()
                .filter(StopTime::alighting)
                .map(StopTime::stop)
                .filter(stop -> !stop.placeId().equals(origin.stop().placeId()))
                .toList();
    }
}
