package commuter.reservoir.repository;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.schemas.Passenger;
import java.util.List;

/**
 * A passenger's row in the database.
 *
 * @param stored the passenger in this row
 * @param eventIds the events that made the row, oldest first; the database keeps about the last fifty
 */
public record StoredRow(StoredPassenger stored, List<String> eventIds) {
    public StoredRow {
        eventIds = List.copyOf(eventIds);
    }

    public Passenger passenger() {
        return stored.passenger();
    }

    /** Whether this event is one of those that made the row. */
    public boolean comesFrom(String eventId) {
        return eventIds.contains(eventId);
    }

    /** The events that came after the given one; none when that one is not in the list. */
    public List<String> eventsAfter(String eventId) {
        int place = eventIds.lastIndexOf(eventId);
        return place < 0 ? List.of() : eventIds.subList(place + 1, eventIds.size());
    }
}
