package commuter.access.servlet;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP over connections that are limited. Tomcat makes it by its name. */
public final class LimitedProtocol extends Http11NioProtocol {
    private final LimitedEndpoint endpoint;

    public LimitedProtocol() {
        this(new LimitedEndpoint());
    }

    private LimitedProtocol(LimitedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** To be called before the start. */
    void limit(HttpSettings settings) {
        endpoint.limit(settings);
        // Its own limit leaves callers to wait until there is room.
        setMaxConnections(-1);
        setConnectionTimeout(Math.toIntExact(settings.headTimeout().toMillis()));
        setKeepAliveTimeout(Math.toIntExact(settings.idleTimeout().toMillis()));
    }

    LimitedEndpoint endpoint() {
        return endpoint;
    }
}
