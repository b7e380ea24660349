package commuter.reservoir.dispatch;

import commuter.reservoir.passenger.RowOutcome;
import commuter.reservoir.passenger.StoredPassenger;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param outcomes by event id, one for each change, but for those behind one of their passenger that failed
 * @param found by passenger id, those that were looked up and exist
 */
public record Answer(Map<String, RowOutcome> outcomes, Map<String, StoredPassenger> found) {}
