package commuter.notifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No client can use up all connections, or keep one open without sending anything. */
class LimitsTest {
    private static final String CALL = "GET /client.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String STREAM = "GET /ws/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\n\r\n";

    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        notifier = Notifier.start(
                "--commuter.management.port=0",
                "--commuter.notifier.max-connections=4",
                "--commuter.notifier.max-connections-per-address=2",
                "--commuter.notifier.limit-loopback=true",
                "--commuter.notifier.handshake-timeout=300ms",
                "--commuter.notifier.body-timeout=300ms",
                "--commuter.notifier.answer-timeout=2s",
                "--commuter.notifier.idle-timeout=300ms");
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @BeforeEach
    void nobodyIsConnected() {
        Awaitility.await().until(() -> notifier.meter("commuter.notifier.connections.open") == 0);
    }

    @Test
    void oneClientTooManyOfAnAddressIsRefusedWith429AndThePlaceIsFreeWhenAnotherGoes() throws Exception {
        try (StreamClient one = notifier.connect()) {
            StreamClient two = notifier.connect();
            assertThat(status()).isEqualTo("429");
            two.close();
            Awaitility.await().until(() -> status().equals("101"));
            one.expectNothingMore();
        }
    }

    /** Perhaps not at the first attempt: on a slow machine, the first two are closed before the third comes. */
    @Test
    void connectionsThatAreNoStreamsCountToo() {
        double before = notifier.meter("commuter.notifier.refused");
        Awaitility.await().until(() -> {
            try (Socket one = connected();
                    Socket two = connected();
                    Socket three = connected()) {
                send(three, CALL);
                String answer = text(three);
                return one.isConnected()
                        && two.isConnected()
                        && answer.startsWith("HTTP/1.1 429")
                        && answer.contains("retry-after: 5");
            }
        });
        assertThat(notifier.meter("commuter.notifier.refused")).isGreaterThan(before);
    }

    /** A thousand dashboards on this machine are not an attack. */
    @Test
    void onlyWhereItIsSaidIsThisMachineLimitedByItsAddress() throws Exception {
        try (Notifier other = Notifier.start(
                        "--commuter.notifier.max-connections=2", "--commuter.notifier.max-connections-per-address=1");
                StreamClient one = other.connect();
                StreamClient two = other.connect();
                Socket three = new Socket("localhost", other.port())) {
            send(three, CALL);
            assertThat(text(three)).startsWith("HTTP/1.1 503").contains("retry-after: 5");
            one.expectNothingMore();
            two.expectNothingMore();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /ws/stream HTTP/1.1\r\nHost: local",
                CALL,
                CALL + "GET / HT",
                CALL + CALL + "POST /ws/ticket HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc",
                "GET /client.js HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc"
            })
    void aConnectionThatKeepsTheServiceWaitingIsEnded(String said) throws IOException {
        try (Socket slow = connected()) {
            send(slow, said);
            assertThat(text(slow)).doesNotContain("HTTP/1.1 5");
        }
    }

    @Test
    void bytesThatDripInMakeNoDeadlineLater() throws Exception {
        try (Socket slow = connected()) {
            send(slow, CALL);
            Awaitility.await().until(() -> {
                try {
                    send(slow, "X");
                    return false;
                } catch (SocketException e) {
                    return true;
                }
            });
        }
    }

    @Test
    void whoeverReadsNoAnswerIsEnded() throws IOException {
        double before = notifier.meter("commuter.notifier.timeouts");
        try (Socket slow = connected()) {
            send(slow, CALL.repeat(1000));
            Awaitility.await().until(() -> notifier.meter("commuter.notifier.timeouts") > before);
        }
    }

    @Test
    void healthAnswersOnItsOwnPortWhenThereIsNoOtherPlaceLeft() throws Exception {
        try (StreamClient one = notifier.connect();
                StreamClient two = notifier.connect()) {
            assertThat(status()).isEqualTo("429");
            assertThat(management("/actuator/health/readiness"))
                    .startsWith("HTTP/1.1 200")
                    .contains("UP");
            assertThat(management("/client.js")).startsWith("HTTP/1.1 404");
            one.expectNothingMore();
            two.expectNothingMore();
        }
    }

    private static String management(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", notifier.managementPort())) {
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            return text(socket);
        }
    }

    /** It was answered as a failure of the service before. */
    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/../x", "/actuator/health/%2e%2E/x", "/./client.js", "/actuator/.."})
    void aPathWithDotsIsRefused(String path) throws IOException {
        try (Socket socket = connected()) {
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(text(socket)).startsWith("HTTP/1.1 400").contains("leave it out");
        }
    }

    @Test
    void callsBeforeTheRequestForAStreamGetTheirAnswers() throws Exception {
        try (Socket socket = connected()) {
            send(socket, CALL + CALL + STREAM);
            InputStream in = socket.getInputStream();
            StringBuilder all = new StringBuilder();
            while (!all.toString().contains("\"type\":\"connected\"")) {
                int next = in.read();
                assertThat(next).as("the next byte behind %s", all).isNotNegative();
                all.append((char) next);
            }
            assertThat(all.toString().split("HTTP/1.1 200")).hasSize(3);
            assertThat(all.toString()).contains("HTTP/1.1 101");
        }
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket("localhost", notifier.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Everything that is received until the service closes the connection. */
    private static String text(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    private static String status() throws IOException {
        try (RawClient streamClient = new RawClient(notifier.port(), "http://localhost:" + notifier.port())) {
            return streamClient.status();
        }
    }
}
