package commuter.reservoir.reservoirs;

import commuter.schemas.CommandResult;
import commuter.schemas.ReservoirId;
import java.util.Optional;

/** All reservoirs, by name; a reservoir exists as soon as somebody names it. Thread-safe. */
public final class Reservoirs {
    private final StreamAccess stream;
    private final ResultBoard results;

    Reservoirs(StreamAccess stream, ResultBoard results) {
        this.stream = stream;
        this.results = results;
    }

    public RouteReservoir route(String routeId) {
        return new RouteReservoir(routeId, stream);
    }

    public DepotReservoir depot(String depotId) {
        return new DepotReservoir(depotId, stream);
    }

    public Reservoir of(ReservoirId id) {
        return switch (id.kind()) {
            case ROUTE -> route(id.id());
            case DEPOT -> depot(id.id());
        };
    }

    /** The result of a command that was decided of late, whoever sent it. */
    public Optional<CommandResult> findResult(String commandId) {
        return results.find(commandId);
    }
}
