package commuter.examples.analytics;

import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import java.time.ZoneId;

/**
 * What a passenger counts for since their latest event.
 *
 * @param sequence of that event in its reservoir
 * @param finished whether their trip is over
 * @param timestamp of that event's record, in milliseconds since 1970
 */
record CountedPassenger(long sequence, HourKey key, HourCounts counts, boolean finished, long timestamp) {

    static CountedPassenger since(PassengerEvent event, ZoneId zone, long timestamp) {
        PassengerStatus status = event.passenger().status();
        return new CountedPassenger(
                event.sequence(),
                HourKey.of(event.passenger(), zone),
                HourCounts.of(event.passenger()),
                status != PassengerStatus.WAITING && status != PassengerStatus.BOARDED,
                timestamp);
    }
}
