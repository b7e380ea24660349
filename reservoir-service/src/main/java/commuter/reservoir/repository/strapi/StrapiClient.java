package commuter.reservoir.repository.strapi;

import commuter.reservoir.repository.RepositoryException.Unavailable;
import commuter.schemas.Json;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls Strapi over HTTP with the reservoir's token. If the connection is closed during a call, the call is repeated
 * once: Strapi closes idle connections, possibly at the moment when one is used. All calls are safe to repeat.
 * Blocking; thread-safe.
 */
public final class StrapiClient {
    private static final int ATTEMPTS = 2;

    private final URI base;
    private final String authorization;
    private final Duration timeout;
    private final HttpClient http;

    /** @param timeout for connecting, and for each complete answer */
    public StrapiClient(URI base, String token, Duration timeout) {
        this.base = base;
        this.authorization = "Bearer " + token;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Throws {@link Unavailable} when no complete answer comes in time, for any reason. */
    Response get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Throws {@link Unavailable} when no complete answer comes in time, for any reason. */
    Response post(String path, Object body) {
        return send("POST", path, BodyPublishers.ofByteArray(Json.write(body)));
    }

    private Response send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .build();
        String call = method + " " + request.uri().getPath();
        try {
            return response(call, exchange(request));
        } catch (TimeoutException e) {
            throw new Unavailable(call + " was not answered within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new Unavailable(call + " failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(call + " was interrupted", e);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request)
            throws TimeoutException, ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int attempt = 1; ; attempt++) {
            CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, BodyHandlers.ofByteArray());
            try {
                // The request's own time-out covers only the headers, but the body may hang as well.
                return exchange.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS || e.getCause() instanceof ConnectException) {
                    throw e;
                }
            } finally {
                exchange.cancel(true);
            }
        }
    }

    private static Response response(String call, HttpResponse<byte[]> answer) {
        Duration retryAfter = answer.headers()
                .firstValue("Retry-After")
                .map(value -> RetryAfter.read(value, Instant.now()))
                .orElse(Duration.ZERO);
        return new Response(call, answer.statusCode(), retryAfter, answer.body());
    }
}
