package commuter.notifier.hub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import org.springframework.stereotype.Component;

/** The meters {@code commuter.notifier.*} about clients. */
@Component
final class HubMeters {
    private final MeterRegistry registry;
    private final Counter slowCloses;

    HubMeters(MeterRegistry registry) {
        this.registry = registry;
        this.slowCloses = Counter.builder("commuter.notifier.slow.closes")
                .description("Clients closed because they read too slowly")
                .register(registry);
    }

    void watch(Hub hub) {
        Gauge.builder(
                        "commuter.notifier.connections",
                        hub,
                        watched -> watched.clients().size())
                .description("Connected WebSocket clients")
                .register(registry);
        Gauge.builder("commuter.notifier.queued", hub, HubMeters::queuedBytes)
                .description("Bytes that wait to be sent, over all clients")
                .baseUnit(BaseUnits.BYTES)
                .strongReference(true)
                .register(registry);
    }

    void closed(CloseReason reason) {
        if (reason == CloseReason.TOO_SLOW) {
            slowCloses.increment();
        }
    }

    private static double queuedBytes(Hub hub) {
        return hub.clients().stream().mapToLong(ClientSession::queuedBytes).sum();
    }
}
