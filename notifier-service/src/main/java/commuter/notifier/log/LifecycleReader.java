package commuter.notifier.log;

import commuter.notifier.hub.Hub;
import commuter.notifier.hub.LogEvent;
import commuter.notifier.hub.Position;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Publishes the events of the ordered log, those that are read together at once. */
@Component
final class LifecycleReader implements RecordHandler {
    private final Hub hub;
    private final LogPast past;
    private final List<LogEvent> events = new ArrayList<>();

    LifecycleReader(Hub hub, LogPast past) {
        this.hub = hub;
        this.past = past;
    }

    @Override
    public void begin(Position position) {
        hub.open(past.cursors(), past, position);
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> message) {
        events.add(EventReader.read(message));
    }

    @Override
    public void pause(Position position) {
        hub.publish(List.copyOf(events), position);
        events.clear();
    }
}
