package commuter.notifier.hub;

import commuter.schemas.EventType;
import commuter.schemas.ReservoirId;
import org.jspecify.annotations.Nullable;

/**
 * One event of the lifecycle log: its position, the fields that decide who gets it, and its bytes, which must not be
 * changed.
 *
 * @param route the id of the passenger's route; null when there is none
 * @param vehicle the passenger's vehicle; null when there is none
 * @param json the record's value as in the log
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogEvent(
        int partition,
        long offset,
        ReservoirId reservoir,
        EventType type,
        @Nullable String route,
        @Nullable String vehicle,
        byte[] json) {}
