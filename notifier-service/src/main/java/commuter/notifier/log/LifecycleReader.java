package commuter.notifier.log;

import commuter.notifier.hub.Envelope;
import commuter.notifier.hub.Hub;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Publishes each event of the ordered log, encoded once. */
@Component
final class LifecycleReader implements RecordHandler {
    private final Hub hub;
    private final Envelope envelope;

    LifecycleReader(Hub hub, Envelope envelope) {
        this.hub = hub;
        this.envelope = envelope;
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> message) {
        byte[] event = message.value();
        RoutingFields fields = RoutingFields.parse(event);
        hub.publishEvent(fields.reservoir(), envelope.event(fields.type(), event));
    }
}
