package commuter.reservoir.reservoir;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service sends commands.
 *
 * @param timeout how long to wait for a command's result; 100 ms to 5 minutes
 */
@ConfigurationProperties("commuter.command")
public record CommandSettings(@DefaultValue("5s") Duration timeout) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    public CommandSettings {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "commuter.command.timeout " + timeout.toMillis() + "ms: must be 100ms to 5m, e.g. 5s");
        }
    }
}
