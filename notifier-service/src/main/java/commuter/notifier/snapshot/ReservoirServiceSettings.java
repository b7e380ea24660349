package commuter.notifier.snapshot;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code commuter.reservoir.*}; checked at start.
 *
 * @param url where the reservoir service is
 * @param key API key or token for it; empty for none
 * @param timeout how long to wait for one of its lists
 */
@ConfigurationProperties("commuter.reservoir")
public record ReservoirServiceSettings(
        @DefaultValue("http://localhost:4000") URI url,
        @DefaultValue("") String key,
        @DefaultValue("5s") Duration timeout) {

    public ReservoirServiceSettings {
        if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "commuter.reservoir.url=" + url + " must be an address, e.g. http://localhost:4000");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("commuter.reservoir.timeout=" + timeout + " must be positive");
        }
    }

    /** Does not contain the key. */
    @Override
    public String toString() {
        return "ReservoirSettings[url=" + url + ", timeout=" + timeout + ']';
    }
}
