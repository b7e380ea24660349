package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Counts the connections of all kinds, in total and by address, so that one address cannot use up all of them.
 * Thread-safe.
 */
@Component
final class Connections {
    /** Refused connections whose refusal is still being sent. */
    private static final int REFUSED_AT_ONCE = 64;

    private final NotifierSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger beingRefused = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final Counter timeouts;

    /** Whether there is room for a connection. */
    enum Admission {
        ADMITTED,
        ALL_TAKEN,
        ALL_OF_ADDRESS_TAKEN,
        /** There is not even room to send a refusal. */
        NONE
    }

    Connections(NotifierSettings settings, MeterRegistry registry) {
        this.settings = settings;
        Gauge.builder("commuter.notifier.connections.open", open, AtomicInteger::get)
                .description("Open connections of streams and of calls")
                .register(registry);
        Gauge.builder("commuter.notifier.connections.max", settings, NotifierSettings::maxConnections)
                .description("Maximum number of open connections: as set, or as many as heap and open files allow")
                .register(registry);
        timeouts = Counter.builder("commuter.notifier.timeouts")
                .description(
                        "Connections closed because a request, its body or the reading of its answer took too long")
                .register(registry);
    }

    /** Counts a connection. What is returned must be given back with {@link #leave}. */
    Admission enter(InetAddress address) {
        Admission admission = admission(address);
        if (admission != Admission.ADMITTED && beingRefused.incrementAndGet() > REFUSED_AT_ONCE) {
            beingRefused.decrementAndGet();
            return Admission.NONE;
        }
        return admission;
    }

    void leave(InetAddress address, Admission admission) {
        switch (admission) {
            case ADMITTED -> {
                open.decrementAndGet();
                byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
            }
            case ALL_TAKEN, ALL_OF_ADDRESS_TAKEN -> beingRefused.decrementAndGet();
            case NONE -> {}
        }
    }

    void countTimeout() {
        timeouts.increment();
    }

    private Admission admission(InetAddress address) {
        if (open.incrementAndGet() > settings.maxConnections()) {
            open.decrementAndGet();
            return Admission.ALL_TAKEN;
        }
        boolean limited = settings.limitLoopback() || !address.isLoopbackAddress();
        int most = limited ? settings.maxConnectionsPerAddress() : Integer.MAX_VALUE;
        if (byAddress.merge(address, 1, Integer::sum) > most) {
            leave(address, Admission.ADMITTED);
            return Admission.ALL_OF_ADDRESS_TAKEN;
        }
        return Admission.ADMITTED;
    }
}
