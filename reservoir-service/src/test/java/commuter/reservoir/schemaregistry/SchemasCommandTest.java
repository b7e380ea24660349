package commuter.reservoir.schemaregistry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The registry is a double, which keeps what it gets. */
class SchemasCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, JsonNode> registered = new ConcurrentHashMap<>();

    private HttpServer registry;
    private volatile String authorization = "";

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/subjects/", this::answer);
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void aSchemaIsPrintedAsItIs() {
        assertThat(run("print", "passenger-event")).isZero();
        assertThat(out).hasToString(new String(JsonSchema.PASSENGER_EVENT.json(), UTF_8));
    }

    @Test
    void allAreListedWithTheirTopics() {
        assertThat(run("print")).isZero();
        assertThat(out.toString().lines())
                .hasSize(JsonSchema.values().length)
                .contains("spawn-request.json        passenger.spawn-requests");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThat(run("print", "bus")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no schema bus. 'print' without a name lists those there are.");
    }

    @Test
    void whatIsWrittenToAFolderBreaksNobody() {
        assertThat(run("print", "--to", folder.toString())).isZero();
        assertThat(run("check", "--folder", folder.toString())).isZero();
        assertThat(out.toString()).contains("Nobody who knows the others breaks.");
    }

    @Test
    void aFieldThatHadAnotherNameBreaksReaders() throws IOException {
        run("print", "--to", folder.toString());
        Path event = folder.resolve("passenger-event.json");
        Files.writeString(event, Files.readString(event).replace("\"sequence\"", "\"number\""));

        assertThat(run("check", "--folder", folder.toString())).isOne();

        assertThat(out.toString())
                .contains("passenger-event.json: /number is gone or has another name. This breaks programs that read"
                        + " passenger.lifecycle")
                .contains("changes break somebody.");
    }

    @Test
    void aFolderWithoutSchemasIsToldByItsName() {
        assertThat(run("check", "--folder", folder.toString())).isOne();
        assertThat(err.toString()).contains("The folder has no ", "spawn-request.json: give one with all schemas.");
    }

    @Test
    void eachTopicIsASubjectThatRefersToTheDefinitions() {
        assertThat(run("register", "--registry", url(), "--user", "ops")).isZero();

        assertThat(authorization).startsWith("Basic ");
        assertThat(registered.keySet())
                .hasSize(11)
                .contains(
                        "commuter.definitions",
                        "passenger.commands-value",
                        "passenger.lifecycle-value",
                        "passenger.reservoir-stats-value")
                .doesNotContain("passenger.dead-letters-value");
        registered.forEach((subject, body) -> {
            JsonNode schema = Json.MAPPER.readTree(body.path("schema").asString());
            assertThat(body.path("schemaType").asString()).isEqualTo("JSON");
            assertThat(schema.path("$id").asString()).startsWith("https://commuter.example/schemas/v1/");
            assertThat(body.path("references").toString())
                    .isEqualTo(
                            subject.equals("commuter.definitions")
                                    ? ""
                                    : "[{\"name\":\"definitions.json\",\"subject\":\"commuter.definitions\",\"version\":3}]");
        });
    }

    @Test
    void aDryRunSendsNothing() {
        assertThat(run("register", "--registry", url(), "--dry-run")).isZero();
        assertThat(out.toString()).contains("passenger.commands-value");
        assertThat(registered).isEmpty();
    }

    @Test
    void whatTheRegistryRefusesIsTold() {
        assertThat(run("register", "--registry", url() + "/closed")).isOne();
        assertThat(err.toString()).contains("/closed/subjects/commuter.definitions/versions answered 404");
    }

    @Test
    void anAddressWhereNobodyAnswersIsNamed() {
        registry.stop(0);
        assertThat(run("register", "--registry", url())).isOne();
        assertThat(err.toString()).contains("Nobody answers at " + url());
    }

    private String url() {
        return "http://127.0.0.1:" + registry.getAddress().getPort();
    }

    private int run(String... arguments) {
        CommandLine command = SchemasCommand.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        JsonNode body = Json.MAPPER.readTree(call.getRequestBody().readAllBytes());
        if (path.endsWith("/versions")) {
            registered.put(path.replaceAll("^/subjects/|/versions$", ""), body);
        }
        String header = call.getRequestHeaders().getFirst("Authorization");
        authorization = header == null ? "" : header;
        byte[] answer = "{\"id\":7,\"version\":3}".getBytes(UTF_8);
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }
}
