package commuter.notifier.guard;

import commuter.access.ManagementSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** A second port for health and metrics, with its own thread; does nothing if no port is set. */
@Component
@EnableConfigurationProperties(ManagementSettings.class)
public class ManagementServer implements SmartLifecycle {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ManagementSettings settings;
    private final HttpHandler calls;
    private @Nullable LoopResources loops;
    private volatile @Nullable DisposableServer server;

    ManagementServer(ManagementSettings settings, HttpHandler calls) {
        this.settings = settings;
        this.calls = calls;
    }

    @Override
    public synchronized void start() {
        if (!settings.isOn()) {
            return;
        }
        HttpHandler management = (request, response) -> {
            if (request.getPath().value().startsWith(ManagementSettings.PATH)) {
                return calls.handle(new ManagementCall(request), response);
            }
            response.setStatusCode(HttpStatus.NOT_FOUND);
            return response.setComplete();
        };
        loops = LoopResources.create("management", 1, true);
        server = HttpServer.create()
                .bindAddress(() -> new InetSocketAddress(settings.address(), settings.port()))
                .runOn(loops, false)
                .idleTimeout(PATIENCE)
                .readTimeout(PATIENCE)
                .requestTimeout(PATIENCE)
                .handle(new ReactorHttpHandlerAdapter(management))
                .bindNow();
    }

    @Override
    public synchronized void stop() {
        if (server != null && loops != null) {
            server.disposeNow(PATIENCE);
            loops.dispose();
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** The port on which it listens; -1 when it does not. */
    public int port() {
        DisposableServer running = server;
        return running == null ? -1 : running.port();
    }
}
