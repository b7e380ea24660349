package commuter.notifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Unauthenticated clients that call too often are refused, for every kind of call. Clients with a key are not affected.
 */
class RateLimitTest {
    private static final String MAP = "map-".repeat(10);
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\n";

    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        notifier = Notifier.start(
                "--commuter.management.port=0",
                "--commuter.rate-limit.per-address=1",
                "--commuter.rate-limit.loopback=true",
                "--commuter.network.url=http://localhost:1/api/network",
                "--commuter.access.keys.map.value=" + MAP,
                "--commuter.access.keys.map.scopes=read");
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/ws/stream, 401",
        "/ws/stream?ticket=none, 401",
        "/sse/stream?route=*, 401",
        "/client.js, 200",
        "/actuator/health, 200",
        "/api/network, 401",
        "/nothing, 401"
    })
    void unauthenticatedClientsAreToldWhenToRetryAndKeysAreNotLimited(String path, int usually) throws Exception {
        double before = notifier.meter("commuter.rate.limited");
        String answer = call(notifier.port(), path, UPGRADE);
        for (int call = 0; call < 1000 && answer.startsWith("HTTP/1.1 " + usually); call++) {
            answer = call(notifier.port(), path, UPGRADE);
        }
        assertThat(answer)
                .startsWith("HTTP/1.1 429")
                .containsPattern("(?i)retry-after: [1-9]")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("show an API key");
        assertThat(notifier.meter("commuter.rate.limited")).isGreaterThan(before);
        try (StreamClient streamClient = StreamClient.connect(notifier.stream(), MAP)) {
            streamClient.subscribe("route", "1A");
        }
    }

    @Test
    void thePortForHealthIsNotCounted() throws IOException {
        for (int call = 0; call < 20; call++) {
            assertThat(call(notifier.managementPort(), "/actuator/health/liveness", ""))
                    .startsWith("HTTP/1.1 200");
        }
    }

    private static String call(int port, String path, String headers) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            String close = headers.isEmpty() ? "Connection: close\r\n" : "";
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + close + "\r\n")
                            .getBytes(US_ASCII));
            byte[] answer = new byte[4096];
            int length = 0;
            while (length < answer.length && !new String(answer, 0, length, US_ASCII).contains("}")) {
                int read = socket.getInputStream().read(answer, length, answer.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
            return new String(answer, 0, length, US_ASCII);
        }
    }
}
