package commuter.reservoir.dispatch;

import commuter.reservoir.passenger.LookedUp;
import commuter.reservoir.passenger.RowOutcome;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param outcomes by event id, one for each change, but for those behind one of their passenger that failed
 * @param lookedUp those of whom the batch was to learn
 */
public record Answer(Map<String, RowOutcome> outcomes, LookedUp lookedUp) {}
