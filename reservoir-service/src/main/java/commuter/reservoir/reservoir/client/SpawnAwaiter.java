package commuter.reservoir.reservoir.client;

import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.StoredRow;
import commuter.reservoir.write.CacheInvalidation;
import commuter.schemas.Passenger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells callers when the passengers for whom they wait are in the database. One thread asks for the passengers of all
 * callers together, so there is one query at a time for any number of callers. Thread-safe.
 *
 * <p>The database may have a passenger before the writer of the batch has invalidated the cached list, which lacks
 * them. So this class invalidates the list, too: a caller who is told of a passenger finds them on the list.
 */
public final class SpawnAwaiter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpawnAwaiter.class);
    private static final int MOST_AT_ONCE = 1000;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
    /**
     * The pause between queries, as a multiple of the time that the last query took: a slow database is asked less
     * often.
     */
    private static final int PAUSES_AN_ANSWER = 4;

    private final Function<Collection<String>, LookupResult> database;
    private final CacheInvalidation cache;
    private final Duration patience;
    private final Map<String, List<Party>> awaited = new LinkedHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(SpawnAwaiter::daemon);
    private boolean looking;

    /** @param patience after this time a caller gets the passengers found so far */
    public SpawnAwaiter(
            Function<Collection<String>, LookupResult> database, CacheInvalidation cache, Duration patience) {
        this.database = database;
        this.cache = cache;
        this.patience = patience;
    }

    /** The passengers of one call, and those of them who were found. */
    private record Party(
            Set<String> ids, Map<String, Passenger> there, CompletableFuture<Map<String, Passenger>> complete) {
        Party(Collection<String> ids) {
            this(new HashSet<>(ids), new ConcurrentHashMap<>(), new CompletableFuture<>());
        }

        void arrived(Passenger passenger) {
            there.put(passenger.passengerId(), passenger);
            if (there.size() == ids.size()) {
                complete.complete(there);
            }
        }
    }

    /** Completes with the passengers by id: with all of them, or with those found until the time is over. */
    public CompletableFuture<Map<String, Passenger>> await(Collection<String> passengerIds) {
        Party party = new Party(passengerIds);
        join(party);
        return party.complete
                .completeOnTimeout(party.there, patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((there, failure) -> leave(party));
    }

    synchronized int awaited() {
        return awaited.size();
    }

    private synchronized void join(Party party) {
        party.ids.forEach(
                id -> awaited.computeIfAbsent(id, key -> new ArrayList<>()).add(party));
        if (!looking) {
            looking = true;
            lookIn(SHORTEST_PAUSE);
        }
    }

    private synchronized void leave(Party party) {
        for (String id : party.ids) {
            awaited.computeIfPresent(id, (key, parties) -> {
                parties.removeIf(other -> other.complete == party.complete);
                return parties.isEmpty() ? null : parties;
            });
        }
    }

    private void lookIn(Duration pause) {
        var unused = thread.schedule(this::look, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        long start = System.nanoTime();
        List<String> ids = next();
        if (!ids.isEmpty()) {
            find(ids).forEach(this::arrived);
        }
        Duration pause = Duration.ofNanos((System.nanoTime() - start) * PAUSES_AN_ANSWER);
        goOnAfter(pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE);
    }

    /** Moves the first ones to the end, so that passengers who never appear do not block the others. */
    private synchronized List<String> next() {
        List<String> ids = awaited.keySet().stream().limit(MOST_AT_ONCE).toList();
        for (String id : ids) {
            List<Party> parties = awaited.remove(id);
            if (parties != null) {
                awaited.put(id, parties);
            }
        }
        return ids;
    }

    private List<Passenger> find(List<String> ids) {
        try {
            List<Passenger> found = database.apply(ids).found().values().stream()
                    .map(StoredRow::passenger)
                    .toList();
            if (!found.isEmpty()) {
                cache.invalidate(found.stream().map(Passenger::reservoir).collect(Collectors.toSet()));
            }
            return found;
        } catch (RuntimeException e) {
            // Nothing may end this thread.
            log.debug("Could not look for new passengers in Strapi, or not invalidate their lists in Redis", e);
            return List.of();
        }
    }

    private void arrived(Passenger passenger) {
        released(passenger.passengerId()).forEach(party -> party.arrived(passenger));
    }

    private synchronized List<Party> released(String passengerId) {
        List<Party> parties = awaited.remove(passengerId);
        return parties == null ? List.of() : parties;
    }

    private synchronized void goOnAfter(Duration pause) {
        looking = !awaited.isEmpty();
        if (looking) {
            lookIn(pause);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "spawn-awaiter");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
