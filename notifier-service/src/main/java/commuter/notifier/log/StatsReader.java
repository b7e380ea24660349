package commuter.notifier.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.notifier.hub.Hub;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.ReservoirId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes each change of a reservoir's stats; a tombstone removes them. */
@Component
final class StatsReader implements RecordHandler {
    private final Hub hub;

    StatsReader(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> message) {
        byte @Nullable [] stats = message.value();
        if (stats == null) {
            hub.removeStats(key(message));
        } else {
            hub.publishStats(RoutingFields.parse(stats).reservoir(), stats);
        }
    }

    private static ReservoirId key(ConsumerRecord<byte[], byte[]> message) {
        byte @Nullable [] key = message.key();
        if (key == null) {
            throw new InvalidRecordException("key", "is required");
        }
        return ReservoirId.parse(new String(key, UTF_8));
    }
}
