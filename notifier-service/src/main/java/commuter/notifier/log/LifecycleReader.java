package commuter.notifier.log;

import commuter.notifier.hub.Hub;
import commuter.notifier.hub.LogEvent;
import commuter.notifier.hub.LogPosition;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Publishes the events of the ordered log. Events that are read together are published together. */
@Component
final class LifecycleReader implements RecordHandler {
    private final Hub hub;
    private final KafkaRetainedLog past;
    private final List<LogEvent> events = new ArrayList<>();

    LifecycleReader(Hub hub, KafkaRetainedLog past) {
        this.hub = hub;
        this.past = past;
    }

    @Override
    public void begin(LogPosition logPosition) {
        hub.open(past.cursors(), past, logPosition);
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> message) {
        events.add(EventReader.read(message));
    }

    @Override
    public void pause(LogPosition logPosition) {
        hub.publish(List.copyOf(events), logPosition);
        events.clear();
    }
}
