package commuter.notifier.hub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The metrics {@code commuter.notifier.*} of clients. */
@Component
final class HubMeters {
    private final MeterRegistry registry;
    private final Counter slowCloses;
    private final Counter frames;

    HubMeters(MeterRegistry registry) {
        this.registry = registry;
        this.slowCloses = Counter.builder("commuter.notifier.slow.closes")
                .description("Clients closed because they read too slowly")
                .register(registry);
        this.frames = Counter.builder("commuter.notifier.frames")
                .description("Frames handed to the network")
                .register(registry);
    }

    void watch(Collection<Client> clients) {
        Gauge.builder("commuter.notifier.connections", clients, Collection::size)
                .description("Connected clients")
                .register(registry);
        Gauge.builder("commuter.notifier.queued", clients, HubMeters::queuedBytes)
                .description("Bytes that wait to be sent, over all clients")
                .baseUnit(BaseUnits.BYTES)
                .strongReference(true)
                .register(registry);
        TimeGauge.builder("commuter.notifier.stalled", clients, TimeUnit.NANOSECONDS, HubMeters::longestStalledNanos)
                .description("How long the slowest client has taken nothing of what waits for it")
                .strongReference(true)
                .register(registry);
    }

    void frames(long count) {
        frames.increment((double) count);
    }

    void closed(CloseReason reason) {
        if (reason == CloseReason.TOO_SLOW) {
            slowCloses.increment();
        }
    }

    private static double queuedBytes(Collection<Client> clients) {
        return clients.stream().mapToLong(Client::queuedBytes).sum();
    }

    private static double longestStalledNanos(Collection<Client> clients) {
        return clients.stream().mapToLong(Client::stalledNanos).max().orElse(0);
    }
}
