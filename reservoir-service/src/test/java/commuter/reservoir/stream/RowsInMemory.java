package commuter.reservoir.stream;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.repository.StoredRow;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rules of Strapi's bulk route in memory. A test can edit or refuse rows between two ticks, for decisions that
 * depend on what happens in between. The real route has its own tests.
 */
final class RowsInMemory implements PassengerRepository {
    private final Map<String, Row> rows = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Map<String, Long> refusedFrom = new HashMap<>();
    private final List<List<PassengerRow>> batches = new ArrayList<>();

    private int attempts;

    private record Row(StoredPassenger stored, List<String> lineage) {
        StoredRow asFound() {
            return new StoredRow(stored, lineage);
        }
    }

    /** Edits the row as in the admin panel; returns the edit's event id. */
    String edit(Passenger passenger) {
        broken.remove(passenger.passengerId());
        String eventId = "by-hand-" + passenger.version();
        List<String> lineage = new ArrayList<>(lineage(passenger.passengerId()));
        lineage.add(eventId);
        rows.put(passenger.passengerId(), new Row(new StoredPassenger(passenger, eventId), lineage));
        return eventId;
    }

    void delete(String passengerId) {
        rows.remove(passengerId);
    }

    /** Makes the row invalid, past all checks, until the next edit. */
    void damage(String passengerId) {
        broken.add(passengerId);
    }

    void refuse(String passengerId) {
        refuseFrom(passengerId, 1);
    }

    /** Refuses a passenger's row from this version on. */
    void refuseFrom(String passengerId, long version) {
        refusedFrom.put(passengerId, version);
    }

    Passenger row(String passengerId) {
        return Objects.requireNonNull(rows.get(passengerId), passengerId)
                .stored()
                .passenger();
    }

    int size() {
        return rows.size();
    }

    int attempts() {
        return attempts;
    }

    List<List<PassengerRow>> batches() {
        return batches;
    }

    @Override
    public Map<String, RowOutcome> write(List<PassengerRow> batch) {
        attempts++;
        Map<String, RowOutcome> outcomes = new HashMap<>();
        for (PassengerRow row : batch) {
            Passenger passenger = row.passenger();
            if (refusedFrom.getOrDefault(passenger.passengerId(), Long.MAX_VALUE) <= passenger.version()) {
                outcomes.put(passenger.passengerId(), new RowOutcome.Invalid("refused by the test"));
            }
        }
        if (outcomes.isEmpty()) {
            batches.add(batch);
            batch.forEach(row -> outcomes.put(row.passenger().passengerId(), write(row)));
        }
        return outcomes;
    }

    private RowOutcome write(PassengerRow asked) {
        String id = asked.passenger().passengerId();
        Row row = rows.get(id);
        if (row != null && row.lineage().contains(asked.eventId())) {
            return new RowOutcome.Written();
        }
        long version = row == null ? 0 : row.stored().passenger().version();
        boolean continues =
                row != null && asked.eventIds().contains(row.stored().eventId());
        if (version != asked.baseVersion() && !continues) {
            return new RowOutcome.Conflict(row == null ? null : row.asFound());
        }
        List<String> lineage = new ArrayList<>(lineage(id));
        lineage.addAll(asked.eventIds());
        rows.put(id, new Row(new StoredPassenger(asked.passenger(), asked.eventId()), lineage));
        return new RowOutcome.Written();
    }

    private List<String> lineage(String id) {
        Row row = rows.get(id);
        return row == null ? List.of() : row.lineage();
    }

    @Override
    public LookupResult lookup(Collection<String> passengerIds) {
        Map<String, StoredRow> found = new HashMap<>();
        Map<String, String> unreadable = new HashMap<>();
        for (String id : passengerIds) {
            if (broken.contains(id)) {
                unreadable.put(id, "latitude: 999 is broken by the test");
            } else if (rows.containsKey(id)) {
                found.put(id, rows.get(id).asFound());
            }
        }
        return new LookupResult(found, unreadable);
    }

    @Override
    public List<Passenger> available(ReservoirId reservoir) {
        throw new UnsupportedOperationException("The stream never lists");
    }

    @Override
    public int deleteFinished(Instant before, int limit) {
        throw new UnsupportedOperationException("The stream never deletes");
    }

    @Override
    public void probe() {}
}
