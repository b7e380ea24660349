package commuter.reservoir.stream.pending;

import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import commuter.schemas.ReservoirId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The entries that go to the database together. Immutable. */
public record Batch(List<PendingWrite> entries) {

    public Batch {
        entries = List.copyOf(entries);
    }

    /** The position of the newest entry. */
    public long lastPosition() {
        return entries.get(entries.size() - 1).position();
    }

    /** One row for each passenger: several steps of one passenger become one row, with the last version. */
    public List<PassengerRow> rows() {
        return changes()
                .collect(Collectors.groupingBy(Batch::passengerId, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Batch::row)
                .toList();
    }

    /** A row for each step of one passenger, oldest first. */
    public List<PassengerRow> stepsOf(String passengerId) {
        return changes()
                .filter(change -> passengerId(change).equals(passengerId))
                .map(change -> row(List.of(change)))
                .toList();
    }

    /** The passengers to be looked up. */
    public Set<String> lookUps() {
        return entries.stream()
                .filter(entry -> entry.decision() instanceof InputDecision.LookUp)
                .map(PendingWrite::passengerId)
                .collect(Collectors.toSet());
    }

    /** The reservoirs whose cached lists become stale with this batch, or are known to be stale. */
    public Set<ReservoirId> reservoirs() {
        Set<ReservoirId> reservoirs = new HashSet<>();
        for (PendingWrite entry : entries) {
            Change change = entry.change();
            if (change != null) {
                reservoirs.add(change.passenger().reservoir());
            } else if (entry.input() instanceof Input.Command command && command.isRefresh()) {
                reservoirs.add(command.command().reservoir());
            }
        }
        return reservoirs;
    }

    private Stream<Change> changes() {
        return entries.stream().map(PendingWrite::change).filter(Objects::nonNull);
    }

    private static String passengerId(Change change) {
        return change.passenger().passengerId();
    }

    private static PassengerRow row(List<Change> steps) {
        Change last = steps.get(steps.size() - 1);
        List<String> eventIds = steps.stream().map(Change::eventId).toList();
        return new PassengerRow(last.passenger(), steps.get(0).baseVersion(), eventIds);
    }
}
