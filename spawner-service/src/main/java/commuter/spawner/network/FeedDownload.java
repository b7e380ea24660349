package commuter.spawner.network;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Downloads a feed from its agency's server. */
final class FeedDownload {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

    /** The time-out of the whole download: a server that sends a byte a minute must not block a start for ever. */
    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(10);

    private static final int OK = 200;

    private FeedDownload() {}

    /**
     * Copies a zip to a temporary file, which the caller deletes.
     *
     * @param mostBytes maximum size of the file
     * @throws FeedException when the address does not answer with a file, or with one that is too large
     */
    static Path fetch(String name, String address, long mostBytes) {
        try {
            Path copy = Files.createTempFile("gtfs-", ".zip");
            try {
                int status = fetch(URI.create(address), copy, mostBytes);
                if (status != OK) {
                    throw new FeedException(name, "cannot be fetched: the server answers " + status);
                }
                return copy;
            } catch (FeedException | IllegalArgumentException | IOException | InterruptedException e) {
                Files.delete(copy);
                throw e;
            }
        } catch (IllegalArgumentException | IOException e) {
            throw new FeedException(name, "cannot be fetched: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeedException(name, "was not fetched: interrupted", e);
        }
    }

    private static int fetch(URI address, Path copy, long mostBytes) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECTED_WITHIN)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ANSWERED_WITHIN).build();
        CompletableFuture<HttpResponse<Path>> response = http.sendAsync(
                request, head -> new LimitedBody<>(HttpResponse.BodySubscribers.ofFile(copy), mostBytes));
        try {
            return response.get(FETCHED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("it is not here after " + FETCHED_WITHIN.toMinutes() + " minutes", e);
        } finally {
            response.cancel(true);
        }
    }

    /** The exception of a refused connection has no message. */
    private static String reason(Exception e) {
        return e.getMessage() == null ? "there is no answer (" + e.getClass().getSimpleName() + ")" : e.getMessage();
    }
}
