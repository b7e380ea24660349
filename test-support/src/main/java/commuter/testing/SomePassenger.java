package commuter.testing;

import commuter.schemas.Direction;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passenger, or the spawn request for one: valid, with default values for everything that a test does not set. Not
 * thread-safe.
 */
public final class SomePassenger {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final ReservoirId reservoir;
    private String id = newId();
    private @Nullable String routeId;
    private String stopId = "stop-1";
    private double latitude = 13.0975;
    private double longitude = -59.6167;
    private @Nullable String destination;
    private Instant spawnedAt = Instant.now();
    private @Nullable Instant expiresAt;
    private @Nullable Integer priority;
    private @Nullable String vehicleId;

    private SomePassenger(ReservoirId reservoir) {
        this.reservoir = reservoir;
    }

    /** A passenger who appears now, at a route or at a depot. */
    public static SomePassenger of(ReservoirId reservoir) {
        return new SomePassenger(reservoir);
    }

    public static String newId() {
        return "PASS_" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** The id of the n-th. */
    public static String id(int n) {
        return String.format("PASS_%032X", n);
    }

    public SomePassenger withId(String chosen) {
        id = chosen;
        return this;
    }

    /** Sets the route of a passenger at a depot; the default is "1A". */
    public SomePassenger along(String route) {
        routeId = route;
        return this;
    }

    public SomePassenger at(String stop) {
        stopId = stop;
        return this;
    }

    public SomePassenger at(double chosenLatitude, double chosenLongitude) {
        latitude = chosenLatitude;
        longitude = chosenLongitude;
        return this;
    }

    /** Sets the destination; the default is "Destination". */
    public SomePassenger to(String name) {
        destination = name;
        return this;
    }

    public SomePassenger since(Instant spawned) {
        spawnedAt = spawned;
        return this;
    }

    /** Sets when the passenger expires; null for the usual half hour. */
    public SomePassenger until(@Nullable Instant end) {
        expiresAt = end;
        return this;
    }

    public SomePassenger withPriority(int chosen) {
        priority = chosen;
        return this;
    }

    public SomePassenger in(String vehicle) {
        vehicleId = vehicle;
        return this;
    }

    public SpawnRequest request() {
        return new SpawnRequest(
                id,
                reservoir,
                routeId(),
                depotId(),
                Direction.OUTBOUND,
                stopId,
                latitude,
                longitude,
                "stop-9",
                13.1132,
                -59.4632,
                destination,
                spawnedAt,
                expiresAt,
                priority);
    }

    public Passenger waiting() {
        return as(PassengerStatus.WAITING, 1);
    }

    public Passenger as(PassengerStatus status, long version) {
        return new Passenger(
                id,
                reservoir,
                routeId(),
                depotId(),
                Direction.OUTBOUND,
                stopId,
                latitude,
                longitude,
                "stop-9",
                13.1132,
                -59.4632,
                destination == null ? "Destination" : destination,
                spawnedAt,
                expiresAt == null ? spawnedAt.plus(PATIENCE) : expiresAt,
                null,
                null,
                null,
                vehicleId,
                status,
                priority == null ? 3 : priority,
                version);
    }

    private String routeId() {
        if (depotId() == null) {
            return reservoir.id();
        }
        return routeId == null ? "1A" : routeId;
    }

    private @Nullable String depotId() {
        return reservoir.kind() == ReservoirId.Kind.DEPOT ? reservoir.id() : null;
    }
}
