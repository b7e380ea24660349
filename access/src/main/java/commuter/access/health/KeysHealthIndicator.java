package commuter.access.health;

import commuter.access.KeyFileWatch;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says when the file of keys cannot be used, so that a key may count which somebody has taken out: in the service's
 * health, though not in its readiness, since callers are served.
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
