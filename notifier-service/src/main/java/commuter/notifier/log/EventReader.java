package commuter.notifier.log;

import commuter.notifier.hub.LogEvent;
import commuter.schemas.InvalidRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns records of the lifecycle log into events. */
final class EventReader {

    private EventReader() {}

    /** @throws InvalidRecordException when the record is malformed */
    static LogEvent read(ConsumerRecord<byte[], byte[]> message) {
        byte[] json = message.value();
        RoutingFields fields = RoutingFields.parse(json);
        return new LogEvent(
                message.partition(),
                message.offset(),
                fields.reservoir(),
                fields.type(),
                fields.route(),
                fields.vehicle(),
                json);
    }
}
