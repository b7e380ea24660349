package commuter.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a passenger. It is already in Strapi.
 *
 * @param sequence counts the reservoir's events 1, 2, 3 ... without a gap
 * @param passenger the passenger after the event
 * @param commandId the command that caused the event; null when there is none
 */
public record PassengerEvent(
        String eventId,
        EventType type,
        ReservoirId reservoir,
        long sequence,
        Passenger passenger,
        Instant occurredAt,
        @Nullable String commandId) {

    public PassengerEvent {
        Require.text("event_id", eventId);
        Require.present("type", type);
        Require.present("reservoir", reservoir);
        Require.atLeast("sequence", sequence, 1);
        Require.present("passenger", passenger);
        occurredAt = Require.instant("occurred_at", occurredAt);
        Require.optionalText("command_id", commandId);
    }
}
