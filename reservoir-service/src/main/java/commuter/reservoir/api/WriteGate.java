package commuter.reservoir.api;

import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.health.DependencyOutages.Outage;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Refuses writes during an outage, because they could only wait. A short failure, after which the next attempt
 * succeeds, is no reason to refuse.
 */
@Component
class WriteGate {
    private static final Duration NO_HICCUP = Duration.ofSeconds(2);

    private final DependencyOutages outages;

    WriteGate(DependencyOutages outages) {
        this.outages = outages;
    }

    void requireOpen() {
        outages.current().forEach((part, outage) -> {
            if (outage.misconfigured() || outages.lasting(part).compareTo(NO_HICCUP) > 0) {
                throw new WritesUnavailableException(reason(part.title(), outage));
            }
        });
    }

    private static String reason(String part, Outage outage) {
        return part + " has taken no writes since " + outage.since() + "; try again later";
    }
}
