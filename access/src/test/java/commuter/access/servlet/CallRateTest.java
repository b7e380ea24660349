package commuter.access.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Callers who call too often are refused and told when to come back. Other callers do not notice. */
class CallRateTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String BEARER = "Bearer " + KEY;

    @Test
    void strangersAndWrongKeysAreRefusedByAddressAndKnownKeysAreNot() throws Exception {
        try (RunningService service = new RunningService(
                "--commuter.rate-limit.per-address=1",
                "--commuter.rate-limit.loopback=true",
                "--commuter.access.keys.a.value=" + KEY,
                "--commuter.access.keys.a.scopes=read",
                "--commuter.management.port=0")) {
            assertTold(refused(service, "GET", "/actuator/health"), "1 times a second");
            assertTold(refused(service, "GET", "/things", "Authorization", "Bearer no key"), "show an API key");
            assertTold(refused(service, "GET", "/things", "Authorization", BEARER + "x"), "show an API key");
            assertTold(refused(service, "POST", "/own", "Authorization", "own"), "show an API key");
            for (int call = 0; call < 20; call++) {
                assertThat(service.call("GET", "/things", "Authorization", BEARER)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(health(service.managementPort())).isEqualTo(200);
            }
        }
    }

    @Test
    void aKeyThatIsUsedTooOftenIsRefused() throws Exception {
        try (RunningService service = new RunningService(
                "--commuter.rate-limit.per-key=1",
                "--commuter.rate-limit.loopback=true",
                "--commuter.access.keys.a.value=" + KEY,
                "--commuter.access.keys.a.scopes=read")) {
            assertTold(
                    refused(service, "GET", "/things", "Authorization", BEARER), "commuter.rate-limit.per-key raised");
            assertThat(service.call("GET", "/things").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void anOpenServiceCountsByAddress() throws Exception {
        try (RunningService service =
                new RunningService("--commuter.rate-limit.per-address=1", "--commuter.rate-limit.loopback=true")) {
            assertTold(refused(service, "GET", "/things"), "1 times a second");
            assertTold(refused(service, "GET", "/nothing", "Authorization", BEARER), "1 times a second");
        }
    }

    @Test
    void callsOfThisMachineAreNotCountedUnlessItIsSaid() throws Exception {
        try (RunningService service =
                new RunningService("--commuter.rate-limit.per-address=1", "--commuter.rate-limit.per-key=1")) {
            for (int call = 0; call < 20; call++) {
                assertThat(service.call("GET", "/things").statusCode()).isEqualTo(200);
            }
        }
    }

    /** The first refusal in a series of calls. On a slower machine, more calls are answered before it. */
    private static HttpResponse<String> refused(RunningService service, String method, String path, String... headers)
            throws Exception {
        HttpResponse<String> answer = service.call(method, path, headers);
        for (int call = 0; call < 1000 && answer.statusCode() != 429; call++) {
            answer = service.call(method, path, headers);
        }
        return answer;
    }

    private static void assertTold(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0")))
                .isPositive();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":429").contains(why);
    }

    private static int health(int port) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + "/actuator/health");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
