package commuter.notifier.log;

import commuter.notifier.hub.LogPosition;
import commuter.schemas.InvalidRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Processes the records of a topic. Called by one thread, in the order of each partition. */
interface RecordHandler {
    /** Called before the first record: reading begins at this position. */
    default void begin(LogPosition logPosition) {}

    /** Processes one record; {@link InvalidRecordException} means that it is malformed, and it is skipped. */
    void handle(ConsumerRecord<byte[], byte[]> message);

    /** All records that were read together have been processed, perhaps none; reading continues at this position. */
    default void pause(LogPosition logPosition) {}
}
