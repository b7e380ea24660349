package commuter.access.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import commuter.access.Issuer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which call needs which scope, over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class ScopesTest {
    private static final String SECRET = "an issuer's secret, of more than 32 bytes";
    private static final Map<String, String> KEYS = Map.of(
            "read", "r-0123456789abcdef0123456789abcdef",
            "command", "c-0123456789abcdef0123456789abcdef",
            "seed", "s-0123456789abcdef0123456789abcdef",
            "restricted", "x-0123456789abcdef0123456789abcdef");

    private static RunningService service;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        write("{}");
        service = new RunningService(
                "--commuter.access.keys.read.value=" + KEYS.get("read"),
                "--commuter.access.keys.read.scopes=read",
                "--commuter.access.keys.command.value=" + KEYS.get("command"),
                "--commuter.access.keys.command.scopes=command",
                "--commuter.access.keys.seed.value=" + KEYS.get("seed"),
                "--commuter.access.keys.seed.scopes=seed",
                "--commuter.access.keys.restricted.value=" + KEYS.get("restricted"),
                "--commuter.access.keys.restricted.scopes=read",
                "--commuter.access.keys.restricted.routes=1A",
                "--commuter.access.key-file=" + folder.resolve("keys.yaml"),
                "--commuter.access.jwt.secret=" + SECRET,
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=when-authorized");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aKeyOfTheFileCountsForAsLongAsItStandsThereAndHealthTellsWhenTheFileIsWrong() throws Exception {
        String key = "f-0123456789abcdef0123456789abcdef";
        write("bus: {value: " + key + ", scopes: read}");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(call("GET", "/things", key).statusCode()).isEqualTo(200));

        write("bus: {value");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(call("GET", "/actuator/health", key).body())
                                .contains("\"keys\":", "DOWN", folder + "/keys.yaml is no YAML"));

        write("{}");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(call("GET", "/things", key).statusCode()).isEqualTo(401));
        assertThat(call("GET", "/actuator/health", KEYS.get("read")).body())
                .contains("\"file\":\"" + folder + "/keys.yaml\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /things, read",
        "HEAD, /things, read",
        "GET, /no/such/thing, read",
        "GET, /actuator/info, read",
        "POST, /things, seed",
        "PATCH, /things/7/board, command",
        "GET, /actuator/env, nobody",
        "POST, /forgotten, nobody",
        "DELETE, /things, nobody"
    })
    void aCallTakesItsScopeAndNoOther(String method, String path, String scope) throws Exception {
        HttpResponse<String> nameless = call(method, path, null);
        assertThat(nameless.statusCode()).isEqualTo(401);
        assertThat(nameless.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"commuter\"");
        assertProblem(method, nameless, "Authorization: Bearer");
        for (String shown : new String[] {"read", "command", "seed", "restricted"}) {
            HttpResponse<String> answer = call(method, path, KEYS.get(shown));
            if (shown.equals(scope)) {
                assertThat(answer.statusCode()).as(shown).isNotIn(401, 403);
            } else {
                assertThat(answer.statusCode()).as(shown).isEqualTo(403);
                assertProblem(method, answer, problem(shown, scope));
            }
        }
    }

    private static String problem(String shown, String scope) {
        if (scope.equals("nobody")) {
            return "opens this call";
        }
        return shown.equals("restricted")
                ? "restricted to some routes, and this call is about all"
                : "\"scope\":\"" + scope + '"';
    }

    private static void assertProblem(String method, HttpResponse<String> answer, String detail) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        if (!method.equals("HEAD")) {
            assertThat(answer.body()).contains("\"status\":" + answer.statusCode(), detail);
        }
    }

    @Test
    void aRefusalForWantOfAScopeNamesItInTheChallengeToo() throws Exception {
        assertThat(call("POST", "/things", KEYS.get("read")).headers().firstValue("WWW-Authenticate"))
                .hasValue(
                        "Bearer realm=\"commuter\", error=\"insufficient_scope\", error_description=\"This needs the scope"
                                + " seed\", scope=\"seed\"");
    }

    @Test
    void aCallThatHonoursRoutesIsOpenToThoseWhoAreRestrictedToSome() throws Exception {
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        String none =
                Issuer.sign(Issuer.claims("read").claim("routes", List.of()).build(), JWSAlgorithm.HS256, secret);
        List<String> many = IntStream.range(0, 101).mapToObj(n -> "R" + n).toList();
        String tooMany = Issuer.sign(Issuer.claims("read").claim("routes", many).build(), JWSAlgorithm.HS256, secret);

        assertThat(call("GET", "/routes", KEYS.get("restricted")).body()).isEqualTo("[\"1A\"]");
        assertThat(call("GET", "/routes", KEYS.get("command")).statusCode()).isEqualTo(403);
        assertThat(call("GET", "/routes", none).body()).contains("\"status\":403", "restricted to 0 routes");
        assertThat(call("GET", "/routes", tooMany).body()).contains("\"status\":403", "restricted to 101 routes");
    }

    @Test
    void callsThatChangeSomethingAreInTheAuditLogWithCallerSubjectAddressAndOutcome(CapturedOutput output)
            throws Exception {
        assertThat(call("POST", "/things", KEYS.get("seed")).statusCode()).isEqualTo(200);
        assertThat(call("PATCH", "/things/7%0A/board", KEYS.get("command")).statusCode())
                .isEqualTo(200);
        assertThat(call("PATCH", "/things/8/board", KEYS.get("read")).statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "/things", KEYS.get("read")).statusCode()).isEqualTo(200);
        assertThat(call("POST", "/things", "unknown").statusCode()).isEqualTo(401);

        // A deferred answer may reach its caller before the line is logged.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(auditLines(output))
                        .contains(
                                "seed called POST /things from 127.0.0.1: 200",
                                "command called PATCH /things/7%0A/board from 127.0.0.1: 200",
                                "read called PATCH /things/8/board from 127.0.0.1: 403"));
        assertThat(auditLines(output)).noneMatch(line -> line.contains(" GET ") || line.endsWith(": 401"));
    }

    private static List<String> auditLines(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("commuter.audit"))
                .map(line -> line.substring(line.indexOf(": ") + 2).strip())
                .toList();
    }

    @Test
    void anAnswerThatComesLaterIsStillTheCallers() throws Exception {
        assertThat(call("PATCH", "/things/7/board", KEYS.get("command")).body()).isEqualTo("{\"did\":\"7\"}");
    }

    @Test
    void aTokenOpensWhatItClaimsUntilItExpires() throws Exception {
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        String good = Issuer.sign(Issuer.claims("read").build(), JWSAlgorithm.HS256, secret);
        String late =
                Issuer.sign(Issuer.claims("read").expirationTime(new Date(0)).build(), JWSAlgorithm.HS256, secret);
        String foreign = Issuer.sign(Issuer.claims("read").build(), JWSAlgorithm.HS256, new byte[32]);

        assertThat(call("GET", "/things", good).statusCode()).isEqualTo(200);
        assertThat(call("POST", "/things", good).statusCode()).isEqualTo(403);
        assertInvalid(late, "expired");
        assertInvalid(foreign, "signature");
        assertInvalid(Issuer.unsigned(Issuer.claims("read").build()), "signature");
        assertInvalid("unknown", "no key");
    }

    private static void assertInvalid(String shown, String because) throws Exception {
        HttpResponse<String> answer = call("GET", "/things", shown);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
        assertProblem("GET", answer, because);
        assertThat(answer.body()).doesNotContain(shown);
    }

    @Test
    void healthIsForAnybodyButItsDetailsAreNot() throws Exception {
        assertThat(call("GET", "/actuator/health", null).body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("components");
        assertThat(call("GET", "/actuator/health", KEYS.get("read")).body()).contains("components");
    }

    @Test
    void aCallWithASecretOfItsOwnGetsItWhateverItIs() throws Exception {
        assertThat(call("POST", "/own", "strapis-secret").body()).isEqualTo("Bearer strapis-secret");
    }

    @Test
    void neitherLogsNorTheAnswersToBrokenCallsHoldWhatWasShown(CapturedOutput output) throws Exception {
        String wrong = "wrong-0123456789abcdef0123456789abcdef";
        for (String shown : new String[] {KEYS.get("read"), wrong}) {
            for (String path :
                    new String[] {"/things", "/no/such/thing", "/actuator/env", "/actuator/configprops", "/%zz"}) {
                String answer = service.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + shown + "\r\n\r\n");
                assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain(shown);
            }
        }
        assertThat(output.getAll()).doesNotContain("0123456789abcdef", SECRET);
    }

    private static HttpResponse<String> call(String method, String path, String shown) throws Exception {
        return shown == null
                ? service.call(method, path, BodyPublishers.noBody())
                : service.call(
                        method,
                        path,
                        method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody(),
                        "Authorization",
                        "Bearer " + shown,
                        "Content-Type",
                        "application/json");
    }

    private static void write(String keys) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), keys);
        Files.move(draft, folder.resolve("keys.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }
}
