package commuter.notifier;

import commuter.access.Capacity;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings {@code commuter.notifier.*}; checked at start. Values that exceed the resources of the process are
 * reduced: see {@link Capacity}.
 *
 * @param maxFrameSize the largest message a client may send; a larger one closes that client with 1009
 * @param maxSubscriptions routes and depots one client may subscribe to
 * @param maxConnections maximum number of connections of all kinds; a further one is refused with HTTP 503
 * @param maxConnectionsPerAddress maximum number of connections from one address; a further one is refused with HTTP
 *     429
 * @param limitLoopback whether addresses of this machine are limited, too
 * @param queueSize bytes that may wait for one client; if more wait, the client is closed with 4008
 * @param queuesSize bytes that may wait for all clients; if more wait, the clients with the most are closed with 4008
 * @param clientMemory bytes that one client's subscriptions and messages may take; a further one is refused
 * @param clientsMemory bytes that those of all clients may take, including what is read for them
 * @param memory bytes of the latest events that are kept for clients who come back
 * @param pingInterval how often a client is pinged
 * @param pongTimeout how long a pinged client may be silent before it is closed with 4009
 * @param handshakeTimeout how long a new connection may take to send its first request
 * @param bodyTimeout how long the transfer of the rest of a request may take
 * @param answerTimeout how long an answer may take until the client has read it
 * @param idleTimeout how long a connection may be idle before a further request
 * @param closeTimeout how long a closed client may take to read what is left and to answer
 * @param allowedOrigins origins, besides the service's own host, whose pages may connect, e.g. https://a.example
 */
@ConfigurationProperties("commuter.notifier")
public record NotifierSettings(
        @DefaultValue("64KB") DataSize maxFrameSize,
        @DefaultValue("1000") int maxSubscriptions,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("1000") int maxConnectionsPerAddress,
        @DefaultValue("false") boolean limitLoopback,
        @DefaultValue("4MB") DataSize queueSize,
        @DefaultValue("128MB") DataSize queuesSize,
        @DefaultValue("1MB") DataSize clientMemory,
        @DefaultValue("64MB") DataSize clientsMemory,
        @DefaultValue("32MB") DataSize memory,
        @DefaultValue("20s") Duration pingInterval,
        @DefaultValue("20s") Duration pongTimeout,
        @DefaultValue("10s") Duration handshakeTimeout,
        @DefaultValue("20s") Duration bodyTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("10s") Duration closeTimeout,
        @DefaultValue List<String> allowedOrigins) {
    /** Heap that an idle connection takes, with everything that serves it. */
    private static final long CONNECTION = 5 * 1024;

    public NotifierSettings {
        size("max-frame-size", maxFrameSize, DataSize.ofBytes(128), DataSize.ofMegabytes(16));
        count("max-subscriptions", maxSubscriptions);
        count("max-connections", maxConnections);
        count("max-connections-per-address", maxConnectionsPerAddress);
        size("queue-size", queueSize, DataSize.ofKilobytes(1), DataSize.ofGigabytes(1));
        size("queues-size", queuesSize, DataSize.ofKilobytes(1), DataSize.ofGigabytes(16));
        size("client-memory", clientMemory, DataSize.ofKilobytes(4), DataSize.ofGigabytes(1));
        size("clients-memory", clientsMemory, DataSize.ofKilobytes(4), DataSize.ofGigabytes(16));
        size("memory", memory, DataSize.ofKilobytes(1), DataSize.ofGigabytes(16));
        time("ping-interval", pingInterval);
        time("pong-timeout", pongTimeout);
        time("handshake-timeout", handshakeTimeout);
        time("body-timeout", bodyTimeout);
        time("answer-timeout", answerTimeout);
        time("idle-timeout", idleTimeout);
        time("close-timeout", closeTimeout);
        allowedOrigins.forEach(NotifierSettings::origin);
        allowedOrigins = List.copyOf(allowedOrigins);
        maxConnections = Capacity.connections(maxConnections, CONNECTION);
        queuesSize = Capacity.halfOfDirectMemory(queuesSize);
        clientsMemory = Capacity.eighth(clientsMemory);
        memory = Capacity.eighth(memory);
    }

    private static void size(String name, DataSize value, DataSize least, DataSize most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw invalid(name, value, "must be " + least + " to " + most + ", e.g. 64KB");
        }
    }

    private static void count(String name, int value) {
        if (value < 1) {
            throw invalid(name, value, "must be at least 1");
        }
    }

    private static void time(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw invalid(name, value, "must be 100ms to 1h, e.g. 20s");
        }
    }

    private static void origin(String value) {
        URI uri = URI.create(value);
        if (uri.getScheme() == null
                || uri.getHost() == null
                || !uri.getRawPath().isEmpty()) {
            throw invalid("allowed-origins", value, "must be scheme and host, e.g. https://map.example:8443");
        }
    }

    private static IllegalArgumentException invalid(String name, Object value, String rule) {
        return new IllegalArgumentException("commuter.notifier." + name + "=" + value + " " + rule);
    }
}
