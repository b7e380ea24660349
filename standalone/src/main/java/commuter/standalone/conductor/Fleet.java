package commuter.standalone.conductor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The vehicles of all routes and their free seats. Not thread-safe. */
final class Fleet {
    private static final int VEHICLES_PER_ROUTE = 6;
    private static final int SEATS = 40;

    private final Map<String, Integer> taken = new HashMap<>();

    /** Takes a seat in the first vehicle of the route with a free one. */
    Optional<String> takeSeat(String routeId) {
        for (int number = 1; number <= VEHICLES_PER_ROUTE; number++) {
            String vehicle = routeId + "-" + number;
            int seats = taken.getOrDefault(vehicle, 0);
            if (seats < SEATS) {
                taken.put(vehicle, seats + 1);
                return Optional.of(vehicle);
            }
        }
        return Optional.empty();
    }

    void leaveSeat(String vehicle) {
        taken.merge(vehicle, -1, Integer::sum);
    }
}
