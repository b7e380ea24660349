package commuter.notifier.hub;

import commuter.schemas.EventType;
import commuter.schemas.ReservoirId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a reservoir a client wants.
 *
 * @param types the types of event; empty means all
 * @param vehicles the vehicles of the passengers; empty means all, and passengers without a vehicle
 * @param stats whether the client wants the reservoir's stats, too
 * @param routes the routes whose passengers the client may see; null for all
 */
public record EventFilter(
        Set<EventType> types,
        Set<String> vehicles,
        boolean stats,
        @Nullable Set<String> routes) {
    public static final EventFilter EVERYTHING = new EventFilter(Set.of(), Set.of(), false, null);

    public EventFilter {
        types = Set.copyOf(types);
        vehicles = Set.copyOf(vehicles);
        routes = routes == null ? null : Set.copyOf(routes);
    }

    public EventFilter(Set<EventType> types, Set<String> vehicles, boolean stats) {
        this(types, vehicles, stats, null);
    }

    /** The same filter for a caller who may see these routes only. */
    public EventFilter within(@Nullable Set<String> open) {
        return new EventFilter(types, vehicles, stats, open);
    }

    /** Approximate memory in bytes. */
    long bytes() {
        return 128
                + vehicles.stream()
                        .mapToLong(vehicle -> 96 + 2L * vehicle.length())
                        .sum();
    }

    boolean accepts(LogEvent event) {
        return isOpen(event.route())
                && (types.isEmpty() || types.contains(event.type()))
                && (vehicles.isEmpty() || (event.vehicle() != null && vehicles.contains(event.vehicle())));
    }

    /** The stats of a depot include all routes, so restricted callers do not get them. */
    boolean acceptsStats(ReservoirId reservoir) {
        return stats && (routes == null || reservoir.kind() == ReservoirId.Kind.ROUTE);
    }

    private boolean isOpen(@Nullable String route) {
        return routes == null || (route != null && routes.contains(route));
    }
}
