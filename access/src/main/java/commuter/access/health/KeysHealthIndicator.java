package commuter.access.health;

import commuter.access.KeyFileWatch;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports that the file of keys cannot be used, so that a removed key may still be valid. It is part of the service's
 * health, but not of its readiness, because callers are served.
 */
final class KeysHealthIndicator implements HealthIndicator {
    private final KeyFileWatch watch;

    KeysHealthIndicator(KeyFileWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        return watch.problem()
                .map(problem ->
                        Health.down().withDetail("problem", problem.text()).withDetail("since", problem.since()))
                .orElseGet(() -> Health.up().withDetail("file", watch.file().toString()))
                .build();
    }
}
