package commuter.notifier.guard;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/** A call to the port for health and metrics, which has its own limits and is not counted. */
public final class ManagementCall extends ServerHttpRequestDecorator {
    public ManagementCall(ServerHttpRequest request) {
        super(request);
    }
}
