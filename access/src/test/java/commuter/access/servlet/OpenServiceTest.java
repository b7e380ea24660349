package commuter.access.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service that requires no authentication because it listens on a loopback address, and the limits that apply even
 * then.
 */
class OpenServiceTest {
    private static final int MOST = 2048;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = new RunningService(
                "--commuter.http.max-body=2KB",
                "--server.max-http-request-header-size=8KB",
                "--management.endpoint.health.show-details=when-authorized");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyCallIsAnsweredWhateverIsShown() throws Exception {
        assertThat(service.call("GET", "/things").statusCode()).isEqualTo(200);
        assertThat(service.call("GET", "/things", "Authorization", "Bearer x").statusCode())
                .isEqualTo(200);
        assertThat(service.call("POST", "/forgotten").statusCode()).isEqualTo(200);
        assertThat(service.call("PATCH", "/things/7/board").body()).contains("7");
        assertThat(service.call("GET", "/actuator/health").body()).contains("components");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "10.0.0.7", "localhost.evil.example", "127.0.0.1.evil.example"})
    void aNameThatSomebodyPointedHereIsRefused(String host) throws Exception {
        String answer = service.raw("GET /things HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("application/problem+json", "commuter.access.keys");
    }

    @Test
    void everyNameOfThisMachineIsTaken() throws Exception {
        for (String host : List.of("localhost:4000", "127.0.0.1", "[::1]:4000", "map.localhost")) {
            assertThat(service.raw("GET /things HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aPageOfAnotherMachineCannotWrite() throws Exception {
        for (String origin : List.of("https://evil.example", "null")) {
            HttpResponse<String> answer =
                    service.call("POST", "/things", BodyPublishers.ofString("{}"), "Origin", origin);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("The origin of the page");
        }
        assertThat(service.call("POST", "/forgotten", "Origin", "http://localhost:8080")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
        byte[] longest = new byte[MOST];
        byte[] tooLong = new byte[MOST + 1];

        for (HttpResponse<String> taken : List.of(
                service.call("POST", "/things", BodyPublishers.ofByteArray(longest)),
                service.call(
                        "POST",
                        "/things",
                        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(longest))))) {
            assertThat(taken.body()).isEqualTo("{\"length\":" + MOST + '}');
        }
        for (HttpResponse<String> refused : List.of(
                service.call("POST", "/things", BodyPublishers.ofByteArray(tooLong)),
                service.call(
                        "POST",
                        "/things",
                        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(tooLong))))) {
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body()).contains("at most " + MOST + " bytes", "commuter.http.max-body");
        }
    }

    @Test
    void headersAndAddressesHaveTheirLimit() throws Exception {
        assertThat(service.call("GET", "/things", "X-Long", "x".repeat(9000)).statusCode())
                .isIn(400, 431);
        assertThat(service.call("GET", "/things?x=" + "x".repeat(9000)).statusCode())
                .isIn(400, 414, 431);
    }
}
