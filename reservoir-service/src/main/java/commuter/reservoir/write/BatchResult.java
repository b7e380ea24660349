package commuter.reservoir.write;

import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.stream.pending.PendingWrite;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param outcomes by event id, one for each change, but for those behind one of their passenger that failed
 * @param lookedUp those of whom the batch was to learn
 */
public record BatchResult(Map<String, RowOutcome> outcomes, LookupResult lookedUp) {

    /** Nothing was to be had for this entry, and nothing will be. */
    static BatchResult givenUp(PendingWrite entry, String reason) {
        return new BatchResult(
                Map.of(entry.input().eventId(), new RowOutcome.Invalid(reason)),
                new LookupResult(Map.of(), Map.of(entry.passengerId(), reason)));
    }
}
