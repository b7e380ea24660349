package commuter.notifier.hub;

import commuter.schemas.EventType;
import java.util.Set;

/**
 * Which events of a reservoir a client wants.
 *
 * @param types the types of event; empty means all
 * @param vehicles the vehicles of the passengers; empty means all, and passengers without a vehicle
 * @param stats whether the reservoir's figures are wanted too
 */
public record Filter(Set<EventType> types, Set<String> vehicles, boolean stats) {
    public static final Filter EVERYTHING = new Filter(Set.of(), Set.of(), false);

    public Filter {
        types = Set.copyOf(types);
        vehicles = Set.copyOf(vehicles);
    }

    /** What it takes in memory, roughly. */
    long bytes() {
        return 128
                + vehicles.stream()
                        .mapToLong(vehicle -> 96 + 2L * vehicle.length())
                        .sum();
    }

    boolean accepts(LogEvent event) {
        return (types.isEmpty() || types.contains(event.type()))
                && (vehicles.isEmpty() || (event.vehicle() != null && vehicles.contains(event.vehicle())));
    }
}
