package commuter.reservoir.outbox;

import commuter.reservoir.passenger.PassengerRow;
import commuter.schemas.ReservoirId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The entries that go to the database together. Immutable. */
public record Batch(List<OutboxEntry> entries) {

    public Batch {
        entries = List.copyOf(entries);
    }

    /** The position of the youngest entry. */
    public long lastPosition() {
        return entries.get(entries.size() - 1).position();
    }

    /** One row for each passenger: several steps of one passenger are one row, at its last version. */
    public List<PassengerRow> rows() {
        Map<String, List<Change>> steps = new LinkedHashMap<>();
        for (OutboxEntry entry : entries) {
            if (entry.verdict() instanceof Verdict.Write write) {
                steps.computeIfAbsent(entry.passengerId(), id -> new ArrayList<>(1))
                        .add(write.change());
            }
        }
        return steps.values().stream().map(Batch::row).toList();
    }

    /** The passengers to be looked up. */
    public Set<String> lookUps() {
        return entries.stream()
                .filter(entry -> entry.verdict() instanceof Verdict.LookUp)
                .map(OutboxEntry::passengerId)
                .collect(Collectors.toSet());
    }

    /** The reservoirs whose cached lists the rows make stale. */
    public static Set<ReservoirId> reservoirs(List<PassengerRow> rows) {
        return rows.stream().map(row -> row.passenger().reservoir()).collect(Collectors.toSet());
    }

    private static PassengerRow row(List<Change> steps) {
        Change last = steps.get(steps.size() - 1);
        List<String> eventIds = steps.stream().map(Change::eventId).toList();
        return new PassengerRow(last.passenger(), steps.get(0).baseVersion(), eventIds);
    }
}
