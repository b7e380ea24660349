package commuter.reservoir.routes;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.KnownRoutes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The routes by name, from the spawner's map. No caller waits for the download: before the first one no routes are
 * known, and after a failed one the last known routes stay valid. Thread-safe.
 */
@Component
public class RouteNames {
    private static final Logger log = LoggerFactory.getLogger(RouteNames.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final RouteNamesSettings settings;
    private final HttpClient http;
    private KnownRoutes routes = KnownRoutes.NONE;
    private long askAgainAt = System.nanoTime();

    RouteNames(RouteNamesSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
        routes(); // starts the first download now
    }

    public synchronized KnownRoutes routes() {
        if (System.nanoTime() - askAgainAt >= 0) {
            askAgainIn(settings.timeout().plus(PAUSE_AFTER_FAILURE));
            ask();
        }
        return routes;
    }

    private void ask() {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url()).timeout(settings.timeout());
        if (!settings.key().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        CompletableFuture<Void> unused = http.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenAccept(this::take)
                .exceptionally(failure -> {
                    failed(failure);
                    return null;
                });
    }

    private void take(HttpResponse<byte[]> response) {
        try {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            learn(KnownRoutes.of(response.body()));
        } catch (IOException | InvalidRecordException e) {
            failed(e);
        }
    }

    private synchronized void learn(KnownRoutes known) {
        routes = known;
        askAgainIn(settings.cacheFor());
    }

    /**
     * Retries in the background, so that a spawner that starts later than this service is found without a failed call.
     */
    private synchronized void failed(Throwable why) {
        log.debug("No routes from {}", settings.url(), why);
        askAgainIn(PAUSE_AFTER_FAILURE);
        if (routes.isEmpty()) {
            CompletableFuture.delayedExecutor(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::routes);
        }
    }

    private void askAgainIn(Duration duration) {
        askAgainAt = System.nanoTime() + duration.toNanos();
    }
}
