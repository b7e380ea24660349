package commuter.examples.analytics;

import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Turns each event into what it changes: what the passenger counted before is taken away, and what they count now is
 * added. An event that comes again changes nothing, since its {@code sequence} is not above that of the last one. For
 * the thread of its task.
 */
final class CountChanges implements Processor<ReservoirId, PassengerEvent, HourKey, HourCounts> {
    static final String STORE = "passengers";

    /** Longer than the log keeps events. Until then a finished passenger may be changed by hand. */
    static final Duration REMEMBERED = Duration.ofDays(8);

    private final ZoneId zone;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<HourKey, HourCounts> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, CountedPassenger> passengers;

    CountChanges(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public void init(ProcessorContext<HourKey, HourCounts> taskContext) {
        context = taskContext;
        passengers = context.getStateStore(STORE);
        context.schedule(Duration.ofHours(1), PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<ReservoirId, PassengerEvent> record) {
        PassengerEvent event = record.value();
        String passengerId = event.passenger().passengerId();
        CountedPassenger before = passengers.get(passengerId);
        if (before != null && event.sequence() <= before.sequence()) {
            return;
        }
        CountedPassenger now = CountedPassenger.since(event, zone, record.timestamp());
        passengers.put(passengerId, now);
        if (before != null) {
            context.forward(
                    record.withKey(before.key()).withValue(before.counts().negated()));
        }
        context.forward(record.withKey(now.key()).withValue(now.counts()));
    }

    /** Their counts stay. */
    private void forget(long now) {
        try (KeyValueIterator<String, CountedPassenger> all = passengers.all()) {
            while (all.hasNext()) {
                KeyValue<String, CountedPassenger> next = all.next();
                if (next.value.finished() && next.value.timestamp() < now - REMEMBERED.toMillis()) {
                    passengers.delete(next.key);
                }
            }
        }
    }
}
