package commuter.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * One passenger in one state, as in Strapi's row and in every event. Positions are WGS 84 degrees.
 *
 * @param version counts the passenger's states 1, 2, 3 ...; a row is only ever replaced by its next version
 */
@JsonSerialize(using = PassengerJson.class)
public record Passenger(
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
        String destinationName,
        Instant spawnedAt,
        Instant expiresAt,
        @Nullable Instant boardedAt,
        @Nullable Instant alightedAt,
        @Nullable Instant cancelledAt,
        @Nullable String vehicleId,
        PassengerStatus status,
        int priority,
        long version) {

    public Passenger {
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
        Require.text("destination_name", destinationName);
        spawnedAt = Require.instant("spawned_at", spawnedAt);
        expiresAt = Require.instant("expires_at", expiresAt);
        boardedAt = Require.optionalInstant("boarded_at", boardedAt);
        alightedAt = Require.optionalInstant("alighted_at", alightedAt);
        cancelledAt = Require.optionalInstant("cancelled_at", cancelledAt);
        Require.optionalText("vehicle_id", vehicleId);
        Require.present("status", status);
        Require.priority(priority);
        Require.atLeast("version", version, 1);
    }

    /** Starts the passenger's next version, in another status. */
    public NextVersion next(PassengerStatus nextStatus) {
        return new NextVersion(this, nextStatus);
    }
}
