package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.spawner.network.Position;
import commuter.spawner.network.Stop;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passenger as drawn.
 *
 * @param at when they appear, on the demand clock
 */
public record DrawnPassenger(
        String passengerId, ReservoirId reservoir, BoardingOption boarding, Stop destination, Instant at) {

    /** The spawn request for the passenger, with the given instant as the spawn time. */
    public SpawnRequest spawnedAt(Instant instant) {
        Position origin = boarding.origin().position();
        return new SpawnRequest(
                passengerId,
                reservoir,
                boarding.route().id(),
                depotId(),
                boarding.direction(),
                boarding.origin().id(),
                origin.latitude(),
                origin.longitude(),
                destination.id(),
                destination.position().latitude(),
                destination.position().longitude(),
                destination.name(),
                instant,
                null,
                null);
    }

    private @Nullable String depotId() {
        return reservoir.kind() == ReservoirId.Kind.DEPOT ? reservoir.id() : null;
    }
}
