package commuter.reservoir.stream.complete;

import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.publish.EventPublisher;
import commuter.reservoir.stream.state.ReservoirStatsStore;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Makes the event of each change. The stats of its reservoir count it and give it its sequence number. Belongs to the
 * stream thread.
 */
final class ChangeEvents {
    private final ReservoirStatsStore stats;
    private final EventPublisher publisher;

    ChangeEvents(ReservoirStatsStore stats, EventPublisher publisher) {
        this.stats = stats;
        this.publisher = publisher;
    }

    /** @param cause the input that asked for the change; null if there is none */
    void publish(Change change, @Nullable Input cause) {
        Passenger passenger = change.passenger();
        PassengerEvent event = new PassengerEvent(
                change.eventId(),
                change.type(),
                passenger.reservoir(),
                stats.enter(change),
                passenger,
                change.occurredAt(),
                cause == null ? null : cause.commandId());
        publisher.event(event, cause == null ? null : cause.origin());
    }
}
