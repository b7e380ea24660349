package commuter.access.servlet;

import commuter.access.Capacity;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What callers may send, and how long they may take; the settings {@code commuter.http.*}. Values that exceed the
 * resources of the process are reduced: see {@link Capacity}.
 *
 * @param maxBody maximum size of a body; a longer one is answered with 413
 * @param bodyTimeout how long the transfer of a body may take; a slower one is answered with 408
 * @param maxSlowBodies maximum number of bodies for which threads wait at a time; one more is answered with 503
 * @param headTimeout how long the transfer of a request without its body may take, and of each part of a body
 * @param idleTimeout how long a connection may be idle between two requests
 * @param maxConnections maximum number of connections; a further one is answered with 503 and closed
 * @param maxConnectionsPerAddress maximum number of connections from one address; a further one is answered with 429
 *     and closed
 * @param limitLoopback whether addresses of this machine are limited, too
 */
@ConfigurationProperties("commuter.http")
public record HttpSettings(
        @DefaultValue("4MB") DataSize maxBody,
        @DefaultValue("20s") Duration bodyTimeout,
        @DefaultValue("50") int maxSlowBodies,
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("2000") int maxConnections,
        @DefaultValue("200") int maxConnectionsPerAddress,
        @DefaultValue("false") boolean limitLoopback) {
    /**
     * Heap that a connection of Tomcat's needs while a request is received: buffers for reading and writing, and the
     * headers.
     */
    private static final long CONNECTION = 48 * 1024;

    private static final DataSize LEAST = DataSize.ofKilobytes(1);

    public HttpSettings {
        if (maxBody.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("commuter.http.max-body " + maxBody + ": must be at least 1KB");
        }
        time("body-timeout", bodyTimeout);
        time("head-timeout", headTimeout);
        time("idle-timeout", idleTimeout);
        count("max-slow-bodies", maxSlowBodies);
        count("max-connections", maxConnections);
        count("max-connections-per-address", maxConnectionsPerAddress);
        maxConnections = Capacity.connections(maxConnections, CONNECTION);
    }

    private static void time(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "commuter.http." + name + " " + value.toMillis() + "ms: must be 100ms to 1h, e.g. 5s");
        }
    }

    private static void count(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("commuter.http." + name + " " + value + ": must be at least 1");
        }
    }
}
