package commuter.notifier.log;

import commuter.notifier.hub.LogPosition;
import commuter.schemas.InvalidRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What to do with the records of a topic. Called by one thread, in the order of each partition. */
interface RecordHandler {
    /** Before the first record: reading begins here. */
    default void begin(LogPosition logPosition) {}

    /** Takes one record; {@link InvalidRecordException} says that it is malformed, and has it passed over. */
    void handle(ConsumerRecord<byte[], byte[]> message);

    /** All records that came together have been handed over, perhaps none; reading goes on here. */
    default void pause(LogPosition logPosition) {}
}
