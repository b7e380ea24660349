package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.Hub;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Pings every client in turn and closes those that vanished without a word. */
@Component
class Heartbeat implements SmartLifecycle {
    private static final Duration TICK = Duration.ofMillis(500);

    private final Hub hub;
    private final NotifierSettings settings;
    private Disposable ticking = Disposables.disposed();

    Heartbeat(Hub hub, NotifierSettings settings) {
        this.hub = hub;
        this.settings = settings;
    }

    @Override
    public void start() {
        ticking = Flux.interval(TICK).onBackpressureDrop().subscribe(tick -> checkAll());
    }

    @Override
    public void stop() {
        ticking.dispose();
    }

    @Override
    public boolean isRunning() {
        return !ticking.isDisposed();
    }

    private void checkAll() {
        hub.clients().forEach(client -> client.checkAlive(settings.pingInterval(), settings.pongTimeout()));
    }
}
