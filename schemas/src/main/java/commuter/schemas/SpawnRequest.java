package commuter.schemas;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a passenger to appear. The sender chooses {@code passenger_id}; a second request with the same id does
 * nothing. Positions are WGS 84 degrees.
 *
 * @param depotId the depot where a depot passenger waits; null for passengers at a route's stops
 * @param expiresAt when the passenger stops waiting; null means {@code spawn_time} plus 30 minutes
 * @param destinationName null means "Destination"
 * @param priority 1 to 5; null means 3
 */
public record SpawnRequest(
        String passengerId,
        ReservoirId reservoir,
        String routeId,
        @Nullable String depotId,
        Direction direction,
        @Nullable String stopId,
        double latitude,
        double longitude,
        @Nullable String destinationStopId,
        double destinationLat,
        double destinationLon,
        @Nullable String destinationName,
        Instant spawnTime,
        @Nullable Instant expiresAt,
        @Nullable Integer priority) {

    /** How long a passenger waits when the request does not say. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(30);

    public SpawnRequest {
        Require.passengerId(passengerId);
        Require.present("reservoir", reservoir);
        Require.text("route_id", routeId);
        Require.optionalText("depot_id", depotId);
        Require.present("direction", direction);
        Require.optionalText("stop_id", stopId);
        Require.latitude("latitude", latitude);
        Require.longitude("longitude", longitude);
        Require.optionalText("destination_stop_id", destinationStopId);
        Require.latitude("destination_lat", destinationLat);
        Require.longitude("destination_lon", destinationLon);
        Require.optionalText("destination_name", destinationName);
        spawnTime = Require.instant("spawn_time", spawnTime);
        expiresAt = Require.optionalInstant("expires_at", expiresAt);
        if (expiresAt == null) {
            Require.instant("expires_at", spawnTime.plus(DEFAULT_PATIENCE));
        }
        if (expiresAt != null && !expiresAt.isAfter(spawnTime)) {
            throw new InvalidRecordException("expires_at", expiresAt + " must be after spawn_time " + spawnTime);
        }
        if (priority != null) {
            Require.priority(priority);
        }
        requireSamePlace(reservoir, routeId, depotId);
    }

    /**
     * Reads one record's value.
     *
     * @throws InvalidRecordException when the bytes are not JSON, or a field is missing or malformed
     */
    public static SpawnRequest read(byte @Nullable [] json) {
        return SpawnRequestJson.read(json);
    }

    /** One record's value. */
    public byte[] write() {
        return SpawnRequestWriter.write(this);
    }

    private static void requireSamePlace(ReservoirId reservoir, String routeId, @Nullable String depotId) {
        if (reservoir.kind() == ReservoirId.Kind.ROUTE && !reservoir.id().equals(routeId)) {
            throw new InvalidRecordException("route_id", "'" + routeId + "' does not belong to " + reservoir);
        }
        if (reservoir.kind() == ReservoirId.Kind.DEPOT && !reservoir.id().equals(depotId)) {
            throw new InvalidRecordException("depot_id", "'" + depotId + "' does not belong to " + reservoir);
        }
    }
}
