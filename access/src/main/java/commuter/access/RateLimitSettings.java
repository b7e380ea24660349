package commuter.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often callers may call; the settings {@code commuter.rate-limit.*}. The calls of two seconds may come at once.
 *
 * @param perAddress calls a second from one address without a valid key or token; 0 for no limit
 * @param perKey calls a second with one key, or with tokens of one subject; 0 for no limit
 * @param loopback whether addresses of this machine are limited, too
 */
@ConfigurationProperties("commuter.rate-limit")
public record RateLimitSettings(
        @DefaultValue("100") int perAddress,
        @DefaultValue("1000") int perKey,
        @DefaultValue("false") boolean loopback) {
    private static final int MOST = 1_000_000;

    public RateLimitSettings {
        rate("per-address", perAddress);
        rate("per-key", perKey);
    }

    private static void rate(String name, int value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("commuter.rate-limit." + name + " " + value
                    + ": must be 1 to 1000000 calls a second, or 0 for no limit");
        }
    }
}
