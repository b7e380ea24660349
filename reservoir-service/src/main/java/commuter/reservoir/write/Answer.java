package commuter.reservoir.write;

import commuter.reservoir.repository.LookedUp;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.stream.pending.OutboxEntry;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param outcomes by event id, one for each change, but for those behind one of their passenger that failed
 * @param lookedUp those of whom the batch was to learn
 */
public record Answer(Map<String, RowOutcome> outcomes, LookedUp lookedUp) {

    /** Nothing was to be had for this entry, and nothing will be. */
    static Answer givenUp(OutboxEntry entry, String reason) {
        return new Answer(
                Map.of(entry.input().eventId(), new RowOutcome.Invalid(reason)),
                new LookedUp(Map.of(), Map.of(entry.passengerId(), reason)));
    }
}
