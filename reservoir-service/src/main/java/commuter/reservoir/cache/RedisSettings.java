package commuter.reservoir.cache;

import commuter.reservoir.StartFailedException;
import io.lettuce.core.RedisURI;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the cache is, and how long it keeps lists.
 *
 * @param url address of Redis, as redis://localhost:6379 or redis://:password@host:6379
 * @param timeout how long one command may take
 * @param timeToLive how long a list is cached at most
 * @param lease how long a reader may take to read a list from the database
 */
@Validated
@ConfigurationProperties("commuter.redis")
public record RedisSettings(
        @NotNull @DefaultValue("redis://localhost:6379") String url,
        @NotNull @DefaultValue("400ms") Duration timeout,
        @NotNull @DefaultValue("5m") Duration timeToLive,
        @NotNull @DefaultValue("5s") Duration lease) {

    /**
     * The address of Redis.
     *
     * @throws StartFailedException when {@link #url} is not a valid address of Redis
     */
    RedisURI address() {
        try {
            return RedisURI.create(url);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message contains the address, possibly with a password.
            throw new StartFailedException("commuter.redis.url must look like redis://localhost:6379 or"
                    + " redis://:password@host:6379. Its value is not shown, for there may be a password in it.");
        }
    }

    /** Keeps a password in the address out of logs and errors. */
    @Override
    public String toString() {
        return "RedisSettings[host=" + host() + ", timeout=" + timeout + ", timeToLive=" + timeToLive + ", lease="
                + lease + ']';
    }

    private String host() {
        try {
            return address().getHost();
        } catch (StartFailedException e) {
            return "malformed";
        }
    }
}
