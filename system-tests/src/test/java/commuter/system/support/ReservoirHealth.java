package commuter.system.support;

import commuter.schemas.Json;
import commuter.standalone.net.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A reservoir's answer to a health check. */
public final class ReservoirHealth {
    private final URI flowing;
    private final URI readiness;

    /** @param url of the reservoir, without a slash at its end */
    public ReservoirHealth(String url) {
        flowing = URI.create(url + "/actuator/health/flowing");
        readiness = URI.create(url + "/actuator/health/readiness");
    }

    /** Waits until it reports that a dependency has been down for this time. */
    public JsonNode awaitDown(String part, Duration atLeast) {
        Eventually.until("the reservoir says that " + part + " is down for " + atLeast, () -> {
            String since = outage(part).path("since").asString("");
            return status() == 503
                    && !since.isEmpty()
                    && Instant.parse(since).isBefore(Instant.now().minus(atLeast));
        });
        return outage(part);
    }

    public void awaitUp() {
        Eventually.until("records flow through the reservoir", () -> status() == 200);
    }

    /** Whether a load balancer sends it calls. */
    public boolean isReady() {
        return ask(readiness).statusCode() == 200;
    }

    /** Missing while the dependency is up. */
    private JsonNode outage(String part) {
        return Json.MAPPER
                .readTree(ask(flowing).body())
                .path("components")
                .path("pipeline")
                .path("details")
                .path(part);
    }

    private int status() {
        return ask(flowing).statusCode();
    }

    private static HttpResponse<String> ask(URI health) {
        try {
            return Http.CLIENT.send(
                    HttpRequest.newBuilder(health)
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("The reservoir does not tell its health", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
