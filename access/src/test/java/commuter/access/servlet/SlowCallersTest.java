package commuter.access.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Callers who send slowly, or nothing, or too often, block only themselves. */
class SlowCallersTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OWED = "POST /things HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100\r\n\r\n[";
    private static final String CALL = "GET /things HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    /** More than the number of threads. */
    private static final int MANY = 210;

    @Test
    void refusedCallersWithAMissingBodyAreAnsweredAndHoldNoThread() throws Exception {
        try (RunningService service = new RunningService(
                "--commuter.http.head-timeout=1h",
                "--commuter.http.body-timeout=1h",
                "--commuter.access.keys.a.value=" + KEY,
                "--commuter.access.keys.a.scopes=read")) {
            List<Socket> hostile = connections(service, MANY, OWED);
            assertThat(service.call("GET", "/actuator/health").statusCode()).isEqualTo(200);
            assertThat(service.call("GET", "/things", "Authorization", "Bearer " + KEY)
                            .statusCode())
                    .isEqualTo(200);
            for (Socket socket : hostile) {
                assertThat(text(socket)).startsWith("HTTP/1.1 401");
            }
        }
    }

    @Test
    void onlyAFewThreadsWaitForMissingBodies() throws Exception {
        try (RunningService service = new RunningService("--commuter.http.head-timeout=1h")) {
            List<Socket> hostile = connections(service, MANY, OWED);
            assertThat(service.call("GET", "/actuator/health").statusCode()).isEqualTo(200);
            assertThat(service.call("GET", "/things").statusCode()).isEqualTo(200);
            for (Socket socket : hostile) {
                socket.close();
            }
        }
    }

    @Test
    void aConnectionIsGoodForSeveralCallsWithBodiesAndWithout() throws Exception {
        try (RunningService service = new RunningService()) {
            String last = CALL.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
            assertThat(service.raw(CALL + OWED.replace("100", "1") + CALL + last)
                            .split("HTTP/1.1 200"))
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /things", "GET /large", "GET /no/such/thing", "PATCH /things", "POST /forgotten"})
    void aBodyThatNobodyReadsCostsNoConnection(String call) throws Exception {
        String unread =
                call + CALL.substring("GET /things".length()).replace("\r\n\r\n", "\r\nContent-Length: 1\r\n\r\n1");
        String last = CALL.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        try (RunningService service = new RunningService()) {
            assertThat(service.raw(unread + unread + last).split("HTTP/1.1 [2-4]"))
                    .hasSize(4);
        }
    }

    @Test
    void aLongBodyArrivesAsItWasSent() throws Exception {
        byte[] body = new byte[1 << 20];
        new Random(1).nextBytes(body);
        try (RunningService service = new RunningService()) {
            for (BodyPublisher told : List.of(
                    BodyPublishers.ofByteArray(body),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
                assertThat(service.call("POST", "/hash", told).body())
                        .isEqualTo("{\"hash\":" + Arrays.hashCode(body) + '}');
            }
        }
    }

    @Test
    void oneSlowBodyTooManyIsRefusedWith503AndOneThatIsThereIsTaken() throws Exception {
        try (RunningService service =
                new RunningService("--commuter.http.head-timeout=1h", "--commuter.http.max-slow-bodies=1")) {
            try (Socket one = new Socket("127.0.0.1", service.port());
                    Socket two = new Socket("127.0.0.1", service.port())) {
                send(one, OWED);
                send(two, OWED);
                Awaitility.await()
                        .until(() -> one.getInputStream().available()
                                        + two.getInputStream().available()
                                > 0);
                Socket refused = one.getInputStream().available() > 0 ? one : two;
                assertThat(text(refused)).startsWith("HTTP/1.1 503").contains("Retry-After: 5", "max-slow-bodies");
                assertThat(service.raw(
                                OWED.replace("100", "1").replace("HTTP/1.1\r\n", "HTTP/1.1\r\nConnection: close\r\n")))
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /thi", CALL, CALL + "GET /th", CALL + "GET /things HTTP/1.1\r\nHost: local"})
    void aConnectionOnWhichNoRequestComesIsEnded(String said) throws Exception {
        try (RunningService service =
                        new RunningService("--commuter.http.head-timeout=300ms", "--commuter.http.idle-timeout=300ms");
                Socket slow = new Socket("127.0.0.1", service.port())) {
            slow.setSoTimeout(30_000);
            send(slow, said);
            assertThat(text(slow)).doesNotContain("HTTP/1.1 5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /things HTTP/1.1\r\nHost: local", OWED})
    void bytesThatDripInMakeNoDeadlineLater(String said) throws Exception {
        try (RunningService service =
                        new RunningService("--commuter.http.head-timeout=1s", "--commuter.http.body-timeout=1s");
                Socket slow = new Socket("127.0.0.1", service.port())) {
            send(slow, said);
            Awaitility.await().until(() -> {
                try {
                    send(slow, "1");
                    return slow.getInputStream().available() > 0;
                } catch (SocketException e) {
                    return true;
                }
            });
            if (said.equals(OWED)) {
                assertThat(text(slow)).startsWith("HTTP/1.1 408").contains("commuter.http.body-timeout");
            }
        }
    }

    @Test
    void healthAnswersOnItsOwnPortWhenTheOtherHasNoPlaceLeft() throws Exception {
        try (RunningService service =
                new RunningService("--commuter.management.port=0", "--commuter.http.max-connections=20")) {
            List<Socket> hostile = connections(service, 20, OWED);
            assertThat(management(service, "/actuator/health"))
                    .startsWith("HTTP/1.1 200")
                    .contains("UP");
            assertThat(management(service, "/things"))
                    .startsWith("HTTP/1.1 404")
                    .contains("Only /actuator is here");
            for (String odd : List.of("/%", "/actuator/health/%2e%2E/x")) {
                assertThat(management(service, odd)).startsWith("HTTP/1.1 400");
            }
            for (Socket socket : hostile) {
                socket.close();
            }
        }
    }

    private static String management(RunningService service, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.managementPort())) {
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            return text(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-connections", "max-connections-per-address"})
    void oneConnectionTooManyIsRefusedAndThePlaceIsFreeWhenAnotherGoes(String limit) throws Exception {
        try (RunningService service =
                new RunningService("--commuter.http.limit-loopback=true", "--commuter.http." + limit + "=2")) {
            List<Socket> two = connections(service, 2, CALL);
            try (Socket three = new Socket("127.0.0.1", service.port())) {
                assertThat(text(three))
                        .startsWith(limit.equals("max-connections") ? "HTTP/1.1 503" : "HTTP/1.1 429")
                        .contains("Retry-After: 5");
            }
            assertThat(service.meter("commuter.http.connections.refused")).isOne();
            assertThat(service.meter("commuter.http.connections.open")).isBetween(2.0, 3.0);
            two.get(0).close();
            Awaitility.await().until(() -> {
                try (Socket again = new Socket("127.0.0.1", service.port())) {
                    send(again, CALL);
                    byte[] status = again.getInputStream().readNBytes(12);
                    return new String(status, US_ASCII).equals("HTTP/1.1 200");
                } catch (SocketException e) {
                    return false;
                }
            });
            two.get(1).close();
        }
    }

    @Test
    void moreConnectionsThanTheHeapOrTheOpenFilesAllowCannotBeSet() {
        HttpSettings most = new HttpSettings(
                DataSize.ofMegabytes(4),
                Duration.ofSeconds(1),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Integer.MAX_VALUE,
                1,
                false);

        assertThat(most.maxConnections() * 48L * 1024)
                .isPositive()
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 5);
    }

    private static List<Socket> connections(RunningService service, int count, String said) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> {
                    try {
                        Socket socket = new Socket("127.0.0.1", service.port());
                        socket.setSoTimeout(30_000);
                        send(socket, said);
                        return socket;
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Everything that is received until the service closes the connection. */
    private static String text(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
}
