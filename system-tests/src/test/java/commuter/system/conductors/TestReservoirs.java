package commuter.system.conductors;

import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A few reservoirs for this test, and all passengers in them that some caller knows. Thread-safe. */
final class TestReservoirs {
    private static final int ROUTES = 6;
    private static final int DEPOTS = 2;

    private final Map<ReservoirId, List<KnownPassenger>> passengers = new LinkedHashMap<>();
    private final List<ReservoirId> reservoirs;

    TestReservoirs() {
        String run = UUID.randomUUID().toString();
        for (int i = 0; i < ROUTES; i++) {
            passengers.put(ReservoirId.route("conductors-" + i + "-" + run), new CopyOnWriteArrayList<>());
        }
        for (int i = 0; i < DEPOTS; i++) {
            passengers.put(ReservoirId.depot("conductors-" + i + "-" + run), new CopyOnWriteArrayList<>());
        }
        reservoirs = List.copyOf(passengers.keySet());
    }

    ReservoirId anyReservoir(Random random) {
        return reservoirs.get(random.nextInt(reservoirs.size()));
    }

    ReservoirId anyRoute(Random random) {
        return reservoirs.get(random.nextInt(ROUTES));
    }

    void add(Passenger created) {
        passengers.get(created.reservoir()).add(new KnownPassenger(created));
    }

    List<KnownPassenger> passengersOf(ReservoirId reservoir) {
        return new ArrayList<>(passengers.get(reservoir));
    }
}
