package commuter.reservoir.cache;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the cache is, and how long it remembers.
 *
 * @param timeout for one command
 * @param timeToLive of a cached list
 * @param lease how long a reader may take to read a list from the database
 */
@Validated
@ConfigurationProperties("commuter.redis")
public record RedisSettings(
        @NotNull @DefaultValue("redis://localhost:6379") URI url,
        @NotNull @DefaultValue("400ms") Duration timeout,
        @NotNull @DefaultValue("5m") Duration timeToLive,
        @NotNull @DefaultValue("5s") Duration lease) {

    /** Keeps a password in the address out of logs and errors. */
    @Override
    public String toString() {
        return "RedisSettings[host=" + url.getHost() + ", timeout=" + timeout + ", timeToLive=" + timeToLive
                + ", lease=" + lease + ']';
    }
}
