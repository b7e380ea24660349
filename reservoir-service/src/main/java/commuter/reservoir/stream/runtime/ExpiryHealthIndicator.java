package commuter.reservoir.stream.runtime;

import commuter.reservoir.stream.expiry.GroupProgress;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says why no passenger expires, if that is so. The instance is still healthy and gets calls. */
@Component("expiry")
class ExpiryHealthIndicator implements HealthIndicator {
    private final GroupProgress progress;

    ExpiryHealthIndicator(GroupProgress progress) {
        this.progress = progress;
    }

    @Override
    public Health health() {
        String obstacle = progress.obstacle();
        Health.Builder health = Health.up();
        return obstacle == null
                ? health.build()
                : health.withDetail("held", obstacle).build();
    }
}
