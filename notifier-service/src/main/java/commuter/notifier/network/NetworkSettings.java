package commuter.notifier.network;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code commuter.network.*}; checked at start.
 *
 * @param url where the network's routes and stops can be read (GeoJSON)
 * @param key API key or token for it; empty for none
 * @param cacheFor how long an answer is used before it is read again
 * @param timeout how long to wait for an answer
 */
@ConfigurationProperties("commuter.network")
public record NetworkSettings(
        @DefaultValue("http://localhost:4001/api/network") URI url,
        @DefaultValue("") String key,
        @DefaultValue("60s") Duration cacheFor,
        @DefaultValue("5s") Duration timeout) {

    public NetworkSettings {
        if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "commuter.network.url=" + url + " must be an address, e.g. http://localhost:4001/api/network");
        }
        if (cacheFor.isNegative() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "commuter.network.cache-for=" + cacheFor + " and .timeout=" + timeout + " must be positive");
        }
    }

    /** Does not contain the key. */
    @Override
    public String toString() {
        return "NetworkSettings[url=" + url + ", cacheFor=" + cacheFor + ", timeout=" + timeout + ']';
    }
}
