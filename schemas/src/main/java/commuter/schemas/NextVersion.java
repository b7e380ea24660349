package commuter.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds a passenger's next version. Only fields that change during a trip can be changed. Not thread-safe. */
public final class NextVersion {
    private final Passenger before;
    private final PassengerStatus status;
    private Instant expiresAt;
    private @Nullable Instant boardedAt;
    private @Nullable Instant alightedAt;
    private @Nullable Instant cancelledAt;
    private @Nullable String vehicleId;

    NextVersion(Passenger before, PassengerStatus status) {
        this.before = before;
        this.status = status;
        this.expiresAt = before.expiresAt();
        this.boardedAt = before.boardedAt();
        this.alightedAt = before.alightedAt();
        this.cancelledAt = before.cancelledAt();
        this.vehicleId = before.vehicleId();
    }

    public NextVersion boarded(String vehicle, Instant at) {
        vehicleId = vehicle;
        boardedAt = at;
        return this;
    }

    public NextVersion alightedAt(Instant at) {
        alightedAt = at;
        return this;
    }

    public NextVersion cancelledAt(Instant at) {
        cancelledAt = at;
        return this;
    }

    public NextVersion expiresAt(Instant at) {
        expiresAt = at;
        return this;
    }

    /** Clears vehicle and times, as for a new passenger. */
    public NextVersion withoutTrip() {
        vehicleId = null;
        boardedAt = null;
        alightedAt = null;
        cancelledAt = null;
        return this;
    }

    public Passenger build() {
        return new Passenger(
                before.passengerId(),
                before.reservoir(),
                before.routeId(),
                before.depotId(),
                before.direction(),
                before.stopId(),
                before.latitude(),
                before.longitude(),
                before.destinationStopId(),
                before.destinationLat(),
                before.destinationLon(),
                before.destinationName(),
                before.spawnedAt(),
                expiresAt,
                boardedAt,
                alightedAt,
                cancelledAt,
                vehicleId,
                status,
                before.priority(),
                before.version() + 1);
    }
}
