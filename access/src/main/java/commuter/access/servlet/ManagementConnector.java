package commuter.access.servlet;

import commuter.access.ManagementSettings;
import commuter.access.Refusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's second port, for health and metrics, with a few threads of its own. */
final class ManagementConnector extends ValveBase {
    private static final int THREADS = 4;
    private static final int CONNECTIONS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Connector connector;

    ManagementConnector(ManagementSettings settings) {
        super(true);
        Http11NioProtocol protocol = new Http11NioProtocol();
        protocol.setAddress(settings.address());
        protocol.setMaxThreads(THREADS);
        protocol.setMinSpareThreads(1);
        protocol.setMaxConnections(CONNECTIONS);
        protocol.setConnectionTimeout(Math.toIntExact(PATIENCE.toMillis()));
        protocol.setKeepAliveTimeout(Math.toIntExact(PATIENCE.toMillis()));
        connector = new Connector(protocol);
        connector.setPort(settings.port());
    }

    Connector connector() {
        return connector;
    }

    /** The port on which it listens, once it does. */
    int port() {
        return connector.getLocalPort();
    }

    /** Whether a call came to this port. */
    boolean hasReceived(HttpServletRequest request) {
        return request.getLocalPort() == port();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        // Null if Tomcat could not parse the address: the call gets Tomcat's answer, as on the service's own port.
        String path = request.getDecodedRequestURI();
        if (request.getConnector().equals(connector) && path != null && !path.startsWith(ManagementSettings.PATH)) {
            ProblemAnswers.write(
                    response.getResponse(), new Refusal(404, "Not Found", "Only /actuator is here", null, null));
        } else {
            getNext().invoke(request, response);
        }
    }
}
