package commuter.access.servlet;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP over limited connections. Tomcat creates it by its class name. */
public final class LimitedProtocol extends Http11NioProtocol {
    private final LimitedEndpoint endpoint;

    public LimitedProtocol() {
        this(new LimitedEndpoint());
    }

    private LimitedProtocol(LimitedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Must be called before the start. */
    void limit(HttpSettings settings) {
        endpoint.limit(settings);
        // Tomcat's own limit would let callers wait without an answer.
        setMaxConnections(-1);
        setConnectionTimeout(Math.toIntExact(settings.headTimeout().toMillis()));
        setKeepAliveTimeout(Math.toIntExact(settings.idleTimeout().toMillis()));
    }

    LimitedEndpoint endpoint() {
        return endpoint;
    }
}
