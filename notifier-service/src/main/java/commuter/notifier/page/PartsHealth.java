package commuter.notifier.page;

import commuter.notifier.network.NetworkSettings;
import commuter.notifier.snapshot.ReservoirServiceSettings;
import commuter.schemas.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the services whether records flow, and shares a recent answer among all callers. Thread-safe; never blocks. */
@Component
class PartsHealth {
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HealthIndicator logs;
    private final ReservoirServiceSettings reservoir;
    private final NetworkSettings network;

    PartsHealth(HealthIndicator logsHealthIndicator, ReservoirServiceSettings reservoir, NetworkSettings network) {
        this.logs = logsHealthIndicator;
        this.reservoir = reservoir;
        this.network = network;
    }

    /**
     * A service of the pipeline.
     *
     * @param status UP, or the service's own status, or AWAY when it does not answer
     * @param detail what is wrong; empty when nothing is
     */
    record Part(String name, String status, String detail) {}

    Mono<List<Part>> ofAll() {
        return Flux.concat(
                        Mono.fromCallable(this::own),
                        of("reservoir", reservoir.url(), reservoir.key()),
                        of("spawner", network.url(), network.key()))
                .collectList()
                .cache(GOOD_FOR);
    }

    private Part own() {
        Health health = logs.health();
        if (health == null || health.getStatus().equals(Status.UP)) {
            return new Part("notifier", Status.UP.getCode(), "");
        }
        return new Part(
                "notifier", health.getStatus().getCode(), sentence(Json.MAPPER.valueToTree(health.getDetails())));
    }

    private static Mono<Part> of(String name, URI service, String key) {
        return HttpClient.create()
                .responseTimeout(PATIENCE)
                .headers(headers -> {
                    if (!key.isEmpty()) {
                        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + key);
                    }
                })
                .get()
                .uri(service.resolve("/actuator/health/flowing"))
                .responseSingle((response, body) -> body.asByteArray().map(json -> read(name, json)))
                .onErrorReturn(new Part(name, "AWAY", "does not answer"))
                .defaultIfEmpty(new Part(name, "AWAY", "does not answer"));
    }

    private static Part read(String name, byte[] json) {
        try {
            JsonNode health = Json.MAPPER.readTree(json);
            String status = health.path("status").asString("UNKNOWN");
            return new Part(name, status, status.equals("UP") ? "" : details(health));
        } catch (JacksonException e) {
            return new Part(name, "UNKNOWN", "tells nothing of its health");
        }
    }

    private static String details(JsonNode health) {
        return health.path("components")
                .valueStream()
                .filter(component -> !component.path("status").asString("").equals("UP"))
                .map(component -> sentence(component.path("details")))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String sentence(JsonNode details) {
        return details.propertyStream()
                .map(detail -> detail.getKey() + ": " + text(detail.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString("") : value.isObject() ? sentence(value) : value.toString();
    }
}
