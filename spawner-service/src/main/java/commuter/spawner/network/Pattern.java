package commuter.spawner.network;

import commuter.schemas.Direction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sequence of stops that some of a route's trips serve, in one direction.
 *
 * @param services on which days and at which times its trips run
 * @param path the line to draw on a map: the shape, or the stops if the feed has no shape
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

    /** Whether a passenger can board at one place and alight at another. */
    public boolean isUsable() {
        return IntStream.range(0, calls.size())
                .anyMatch(index -> !destinationsFrom(index).isEmpty());
    }

    /**
     * The stops to which a passenger who boards at the given call can ride, in the order of the trip; empty if boarding
     * is not allowed there. The place of boarding is not included, even if a loop returns to it.
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
