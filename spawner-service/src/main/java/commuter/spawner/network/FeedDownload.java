package commuter.spawner.network;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches a feed from where its agency publishes it. */
final class FeedDownload {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);
    private static final int OK = 200;

    private FeedDownload() {}

    /**
     * Copies a zip to a temporary file, which the caller deletes.
     *
     * @throws FeedException when the address does not answer with a file
     */
    static Path fetch(String name, String address) {
        try {
            Path copy = Files.createTempFile("gtfs-", ".zip");
            int status = fetch(URI.create(address), copy);
            if (status != OK) {
                Files.delete(copy);
                throw new FeedException(name, "cannot be fetched: the server answers " + status);
            }
            return copy;
        } catch (IllegalArgumentException | IOException e) {
            throw new FeedException(name, "cannot be fetched: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeedException(name, "was not fetched: interrupted", e);
        }
    }

    private static int fetch(URI address, Path copy) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECTED_WITHIN)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ANSWERED_WITHIN).build();
        return http.send(request, HttpResponse.BodyHandlers.ofFile(copy)).statusCode();
    }

    /** A connection that is refused has no message. */
    private static String reason(Exception e) {
        return e.getMessage() == null ? "there is no answer (" + e.getClass().getSimpleName() + ")" : e.getMessage();
    }
}
