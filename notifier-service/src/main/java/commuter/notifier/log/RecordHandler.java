package commuter.notifier.log;

import commuter.schemas.InvalidRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What to do with the records of a topic. Called by one thread, in the order of each partition. */
interface RecordHandler {
    /** Takes one record; {@link InvalidRecordException} says that it is malformed, and has it passed over. */
    void handle(ConsumerRecord<byte[], byte[]> message);
}
