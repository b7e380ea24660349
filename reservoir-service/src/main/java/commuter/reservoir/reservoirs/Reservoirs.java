package commuter.reservoir.reservoirs;

import commuter.reservoir.passenger.PassengerDirectory;
import commuter.reservoir.passenger.PassengerQuery;
import commuter.reservoir.passenger.PassengerRepository;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.schemas.CommandResult;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All reservoirs, by name; a reservoir exists as soon as somebody names it. Thread-safe. */
public final class Reservoirs {
    private final StreamAccess stream;
    private final ResultBoard results;
    private final PassengerRepository passengers;
    private final PassengerDirectory directory;

    Reservoirs(StreamAccess stream, ResultBoard results, PassengerRepository passengers, PassengerDirectory directory) {
        this.stream = stream;
        this.results = results;
        this.passengers = passengers;
        this.directory = directory;
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

    /** Finds passengers by id, in whatever reservoir and status; those that do not exist are absent. Blocking. */
    public List<Passenger> find(Collection<String> passengerIds) {
        return passengers.lookup(passengerIds).stream()
                .map(StoredPassenger::passenger)
                .toList();
    }

    /** Finds a passenger by id, in whatever reservoir and status. Blocking. */
    public Optional<Passenger> find(String passengerId) {
        return find(List.of(passengerId)).stream().findFirst();
    }

    /** Lists passengers of all reservoirs by what they are. Blocking. */
    public PassengerDirectory.Page list(PassengerQuery query) {
        return directory.list(query);
    }

    /** The result of a command that was decided of late, whoever sent it. */
    public Optional<CommandResult> findResult(String commandId) {
        return results.find(commandId);
    }
}
