package commuter.notifier.guard;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/** A call that came to the port for health and metrics, which has limits of its own and is not counted. */
public final class ManagementCall extends ServerHttpRequestDecorator {
    public ManagementCall(ServerHttpRequest request) {
        super(request);
    }
}
