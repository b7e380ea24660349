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

/** All reservoirs, by name; a reservoir exists as soon as somebody names it. Thread-safe. */
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

    /** Finds a passenger by id, in whatever reservoir and status. Blocking. */
    public Optional<Passenger> find(String passengerId) {
        return Optional.ofNullable(
                        passengers.lookup(List.of(passengerId)).found().get(passengerId))
                .map(StoredRow::passenger);
    }

    /** Finds those who exist, in whatever reservoirs and statuses. Blocking. */
    public Map<String, Passenger> findAll(Collection<String> passengerIds) {
        List<String> ids = List.copyOf(new LinkedHashSet<>(passengerIds));
        Map<String, Passenger> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE));
            passengers.lookup(some).found().forEach((id, stored) -> found.put(id, stored.passenger()));
        }
        return found;
    }

    /** Finds a passenger to show him: a list that is asked for afterwards shows him no older. Blocking. */
    public Optional<Passenger> show(String passengerId) {
        Optional<Passenger> found = find(passengerId);
        found.ifPresent(availability::agreeWith);
        return found;
    }

    /**
     * Waits for passengers to appear, no longer than for the result of a command. Completes with those who have, by id;
     * never with an exception.
     */
    public CompletableFuture<Map<String, Passenger>> awaitArrival(Collection<String> passengerIds) {
        return spawnAwaiter.await(passengerIds);
    }

    /** Lists passengers of all reservoirs by what they are. Blocking. */
    public PassengerQueries.Page list(PassengerQuery query) {
        return directory.list(query);
    }

    /** In which of these, at most a thousand, anybody waits: one read, whether they are known or not. Blocking. */
    public Set<ReservoirId> waiting(Collection<ReservoirId> reservoirs) {
        return directory.waiting(reservoirs);
    }

    /** Finds passengers of all reservoirs around a place, the nearest first. Blocking. */
    public PassengerQueries.Page nearby(NearbyQuery query) {
        return directory.nearby(query);
    }

    /**
     * What is known of a command, whoever sent it to which instance, as far back as Kafka keeps it. Completes no later
     * than a caller waits for a result, and then with undecided; never with an exception.
     */
    public CompletableFuture<CommandLookup> findCommand(String commandId) {
        Optional<CommandResult> known = findResult(commandId);
        return known.isPresent()
                ? CompletableFuture.completedFuture(CommandLookup.decided(known.get()))
                : search.find(commandId)
                        .completeOnTimeout(CommandLookup.UNDECIDED, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The result of a command that was decided of late. */
    public Optional<CommandResult> findResult(String commandId) {
        return results.find(commandId);
    }
}
