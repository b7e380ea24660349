package commuter.reservoir.write;

import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.stream.pending.PendingWrite;
import java.util.Map;

/**
 * The outcome of a batch.
 *
 * @param outcomes by event id, one for each change; changes behind a failed change of the same passenger have none
 * @param lookedUp the passengers that the batch had to look up
 */
public record BatchResult(Map<String, RowOutcome> outcomes, LookupResult lookedUp) {

    /** This entry has no outcome, and will never have one. */
    static BatchResult givenUp(PendingWrite entry, String reason) {
        return new BatchResult(
                Map.of(entry.input().eventId(), new RowOutcome.Invalid(reason)),
                new LookupResult(Map.of(), Map.of(entry.passengerId(), reason)));
    }
}
