package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.CloseReason;
import commuter.notifier.hub.Hub;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Closes the clients at shutdown before the web server stops. The web server would otherwise wait for their
 * connections, which never end.
 */
@Component
class ClientShutdownLifecycle implements SmartLifecycle {
    private static final Duration CHECK = Duration.ofMillis(20);

    private final Hub hub;
    private final NotifierSettings settings;
    private volatile boolean running;

    ClientShutdownLifecycle(Hub hub, NotifierSettings settings) {
        this.hub = hub;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        hub.closeAll(CloseReason.GOING_AWAY);
        Flux.interval(CHECK)
                .takeUntil(tick -> hub.clients().isEmpty())
                .take(settings.closeTimeout().plusSeconds(1))
                .blockLast();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
