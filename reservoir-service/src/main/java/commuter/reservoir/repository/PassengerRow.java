package commuter.reservoir.repository;

import commuter.schemas.Passenger;
import java.util.List;

/**
 * A passenger to be written.
 *
 * @param baseVersion the version that the row must have now for the write to happen; 0 when there must be none
 * @param eventIds the events that lead from the base to this version, oldest first
 */
public record PassengerRow(Passenger passenger, long baseVersion, List<String> eventIds) {
    public PassengerRow {
        if (eventIds.isEmpty()) {
            throw new IllegalArgumentException("A row is written because of an event");
        }
        eventIds = List.copyOf(eventIds);
    }

    /** The last event, which led to this version of the row. */
    public String eventId() {
        return eventIds.get(eventIds.size() - 1);
    }
}
