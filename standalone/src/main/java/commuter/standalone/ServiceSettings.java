package commuter.standalone;

import commuter.standalone.data.SimulatedTime;
import commuter.standalone.parts.Infrastructure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of each service: about the other services and about its task. Secrets are separate. */
record ServiceSettings(
        Ports ports,
        Infrastructure infrastructure,
        Path reservoirState,
        @Nullable Path feed,
        long seed,
        SimulatedTime clock) {

    Map<String, String> of(Port service) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.kafka.bootstrap-servers", infrastructure.bootstrapServers());
        settings.putAll(
                switch (service) {
                    case RESERVOIR -> reservoir();
                    case SPAWNER -> spawner();
                    case NOTIFIER -> notifier();
                    case KAFKA, REDIS, STRAPI -> throw new IllegalArgumentException(service + " is no service of ours");
                });
        return settings;
    }

    private Map<String, String> reservoir() {
        return Map.of(
                "commuter.strapi.url", url(Port.STRAPI),
                "commuter.network.url", url(Port.SPAWNER) + "/api/network",
                "commuter.state-dir", reservoirState.toString());
    }

    private Map<String, String> spawner() {
        return Map.of(
                "commuter.gtfs",
                feed == null ? "" : feed.toAbsolutePath().toString(),
                "commuter.seed",
                Long.toString(seed),
                "commuter.clock.speed",
                Double.toString(clock.speed()),
                "commuter.clock.start",
                clock.start().toString(),
                // It is started by a call, once all clients that want the first event are connected.
                "commuter.spawn.enabled",
                "false",
                "commuter.cors.origins",
                url(Port.NOTIFIER) + ",http://localhost:" + ports.of(Port.NOTIFIER));
    }

    private Map<String, String> notifier() {
        return Map.of(
                "commuter.network.url",
                url(Port.SPAWNER) + "/api/network",
                "commuter.reservoir.url",
                url(Port.RESERVOIR));
    }

    private String url(Port port) {
        return "http://127.0.0.1:" + ports.of(port);
    }
}
