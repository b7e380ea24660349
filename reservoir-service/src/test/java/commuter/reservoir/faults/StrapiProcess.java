package commuter.reservoir.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Strapi on SQLite, as a process of its own; wants {@code npm ci} done in {@code strapi/}. */
public final class StrapiProcess implements AutoCloseable {
    private static final Path APPLICATION = Path.of("..", "strapi");

    private final int port = freePort();
    private final Path folder;
    private final Map<String, String> environment;
    private Process process;

    /** @param folder for the database and the log */
    public StrapiProcess(Path folder, String reservoirToken) {
        this(folder, reservoirToken, Map.of());
    }

    /** @param environment what it is told beside what it needs */
    public StrapiProcess(Path folder, String reservoirToken, Map<String, String> environment) {
        this.folder = folder.toAbsolutePath();
        this.environment = environment;
        start(reservoirToken);
    }

    public int port() {
        return port;
    }

    /** Starts again on the same rows. */
    public void restart(String reservoirToken) {
        close();
        start(reservoirToken);
    }

    private void start(String reservoirToken) {
        ProcessBuilder builder = new ProcessBuilder("node", "node_modules/@strapi/strapi/bin/strapi.js", "start")
                .directory(APPLICATION.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("strapi.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "NODE_ENV", "production",
                        "STRAPI_TELEMETRY_DISABLED", "true",
                        "PORT", Integer.toString(port),
                        "DATABASE_FILENAME", folder.resolve("rows.db").toString(),
                        "RESERVOIR_TOKEN", reservoirToken,
                        "APP_KEYS", "first-app-key,second-app-key",
                        "API_TOKEN_SALT", "api-token-salt",
                        "ADMIN_JWT_SECRET", "admin-jwt-secret",
                        "TRANSFER_TOKEN_SALT", "transfer-token-salt",
                        "ENCRYPTION_KEY", "encryption-key-of-32-characters."));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Strapi, whose log is in " + folder)
                .atMost(Duration.ofSeconds(90))
                .failFast(() -> !process.isAlive())
                .until(this::isReady);
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/active-passengers/ready"))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(ready, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
