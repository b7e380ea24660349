package commuter.reservoir.reservoir;

import commuter.reservoir.cache.Availability;
import commuter.reservoir.repository.NearbyQuery;
import commuter.reservoir.repository.PassengerQueries;
import commuter.reservoir.repository.PassengerQuery;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.StoredRow;
import commuter.reservoir.reservoir.client.CommandLookup;
import commuter.reservoir.reservoir.client.CommandSearch;
import commuter.reservoir.reservoir.client.PendingResults;
import commuter.reservoir.reservoir.client.SpawnAwaiter;
import commuter.reservoir.reservoir.client.StreamAccess;
import commuter.schemas.CommandResult;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All reservoirs, by name. A reservoir is created when it is first used. Thread-safe. */
public final class Reservoirs {
    private static final int MOST_AT_ONCE = 1000;

    private final StreamAccess stream;
    private final PendingResults results;
    private final Availability availability;
    private final PassengerRepository passengers;
    private final PassengerQueries directory;
    private final SpawnAwaiter spawnAwaiter;
    private final CommandSearch search;
    private final Duration patience;

    Reservoirs(
            StreamAccess stream,
            PendingResults results,
            Availability availability,
            PassengerRepository passengers,
            PassengerQueries directory,
            SpawnAwaiter spawnAwaiter,
            CommandSearch search,
            Duration patience) {
        this.stream = stream;
        this.results = results;
        this.availability = availability;
        this.passengers = passengers;
        this.directory = directory;
        this.spawnAwaiter = spawnAwaiter;
        this.search = search;
        this.patience = patience;
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

    /** Finds a passenger by id, in any reservoir and status. Blocking. */
    public Optional<Passenger> find(String passengerId) {
        return Optional.ofNullable(
                        passengers.lookup(List.of(passengerId)).found().get(passengerId))
                .map(StoredRow::passenger);
    }

    /** Finds the passengers who exist, in any reservoir and status. Blocking. */
    public Map<String, Passenger> findAll(Collection<String> passengerIds) {
        List<String> ids = List.copyOf(new LinkedHashSet<>(passengerIds));
        Map<String, Passenger> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE));
            passengers.lookup(some).found().forEach((id, stored) -> found.put(id, stored.passenger()));
        }
        return found;
    }

    /**
     * Finds a passenger to be shown to a caller. A list that is read afterwards does not show an older state of the
     * passenger. Blocking.
     */
    public Optional<Passenger> show(String passengerId) {
        Optional<Passenger> found = find(passengerId);
        found.ifPresent(availability::agreeWith);
        return found;
    }

    /**
     * Waits for passengers to appear, at most as long as for the result of a command. Completes with the passengers who
     * have appeared, by id; never with an exception.
     */
    public CompletableFuture<Map<String, Passenger>> awaitSpawned(Collection<String> passengerIds) {
        return spawnAwaiter.await(passengerIds);
    }

    /** Lists passengers of all reservoirs by their fields. Blocking. */
    public PassengerQueries.Page list(PassengerQuery query) {
        return directory.list(query);
    }

    /**
     * Which of these reservoirs, at most a thousand, have waiting passengers. It is one read, for known and unknown
     * reservoirs. Blocking.
     */
    public Set<ReservoirId> waiting(Collection<ReservoirId> reservoirs) {
        return directory.waiting(reservoirs);
    }

    /** Finds passengers of all reservoirs around a place, the nearest first. Blocking. */
    public PassengerQueries.Page nearby(NearbyQuery query) {
        return directory.nearby(query);
    }

    /**
     * What is known of a command that anybody sent to any instance, as far back as Kafka keeps it. Completes at the
     * latest after the time that a caller waits for a result, then with "undecided"; never with an exception.
     */
    public CompletableFuture<CommandLookup> findCommand(String commandId) {
        Optional<CommandResult> known = findResult(commandId);
        return known.isPresent()
                ? CompletableFuture.completedFuture(CommandLookup.decided(known.get()))
                : search.find(commandId)
                        .completeOnTimeout(CommandLookup.UNDECIDED, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The result of a command that was decided recently. */
    public Optional<CommandResult> findResult(String commandId) {
        return results.find(commandId);
    }
}
