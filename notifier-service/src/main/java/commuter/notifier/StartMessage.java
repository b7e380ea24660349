package commuter.notifier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs one line with the page's address at start, and one line when the service stops. */
@Component
class StartMessage {
    private static final Logger log = LoggerFactory.getLogger(NotifierApplication.class);

    private final Environment environment;

    StartMessage(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        String address = environment.getProperty("server.address", "127.0.0.1");
        int port =
                event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null
                        ? web.getWebServer().getPort()
                        : 0;
        log.info(
                "Started: page http://{}:{}/, WebSocket /ws/stream, Kafka {}",
                address,
                port,
                environment.getProperty("spring.kafka.bootstrap-servers"));
    }

    @EventListener
    void closed(ContextClosedEvent event) {
        log.info("Stopping: clients are told to reconnect");
    }
}
