package commuter.reservoir.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.RepositoryException;
import commuter.reservoir.reservoir.CommandSettings;
import commuter.reservoir.reservoir.Reservoirs;
import commuter.reservoir.routes.RouteNames;
import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import commuter.schemas.KnownRoutes;
import commuter.testing.OpenApiDocument;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which scope each call of the API needs, in a real Tomcat. There is no service behind it: an allowed call is answered
 * with "nobody at home".
 */
class ApiAccessTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SUFFIX = "-0123456789abcdef0123456789abcdef";
    private static final int MOST = 2048;
    private static final String OPEN = "GET /schemas/{file}";

    private static ConfigurableApplicationContext service;
    private static Map<String, String> scopes;

    @SpringBootConfiguration
    // Without Kafka, whose absence this service's health would tell after half a minute.
    @EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
    @ComponentScan(basePackageClasses = ApiSettings.class)
    @EnableConfigurationProperties({ApiSettings.class, CommandSettings.class})
    static class Api {
        @Bean
        Reservoirs reservoirs() {
            return mock(Reservoirs.class, call -> {
                throw new RepositoryException.Failed("nobody at home");
            });
        }

        @Bean
        RouteNames network() {
            return mock(RouteNames.class, call -> KnownRoutes.NONE);
        }

        @Bean
        DependencyOutages outages() {
            return new DependencyOutages(Clock.systemUTC(), () -> {});
        }
    }

    @BeforeAll
    static void start() throws Exception {
        service = new SpringApplicationBuilder(Api.class)
                .run(
                        "--server.port=0",
                        "--commuter.http.max-body=2KB",
                        // The stream, and its parts of the health, are not in this test.
                        "--management.endpoint.health.validate-group-membership=false",
                        "--commuter.access.keys.read.value=read" + SUFFIX,
                        "--commuter.access.keys.read.scopes=read",
                        "--commuter.access.keys.command.value=command" + SUFFIX,
                        "--commuter.access.keys.command.scopes=command",
                        "--commuter.access.keys.seed.value=seed" + SUFFIX,
                        "--commuter.access.keys.seed.scopes=seed");
        scopes = describedScopes();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyCallIsDescribedWithTheScopeThatItTakes() {
        assertThat(scopes)
                .containsEntry(OPEN, "")
                .allSatisfy((call, scope) -> assertThat(scope)
                        .as(call)
                        .isEqualTo(
                                call.equals(OPEN)
                                        ? ""
                                        : call.startsWith("GET ") || call.equals("POST /api/reservoirs/waiting")
                                                ? "read"
                                                : call.equals("POST /api/passengers") ? "seed" : "command"));
        assertThat(mapped()).isNotEmpty().isSubsetOf(scopes.keySet());
    }

    @Test
    void everyCallIsOpenToItsScopeAndToNoOther() throws Exception {
        for (Map.Entry<String, String> call : scopes.entrySet()) {
            if (call.getKey().equals(OPEN)) {
                continue;
            }
            assertThat(call(call.getKey(), "").statusCode()).as(call.getKey()).isEqualTo(401);
            for (String shown : Set.of("read", "command", "seed")) {
                HttpResponse<String> answer = call(call.getKey(), shown + SUFFIX);
                if (shown.equals(call.getValue())) {
                    assertThat(answer.statusCode()).as(call.getKey()).isIn(200, 202, 400, 404, 503);
                } else {
                    assertThat(answer.statusCode()).as(call.getKey()).isEqualTo(403);
                    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                    assertThat(answer.body()).contains("\"scope\":\"" + call.getValue() + '"');
                }
            }
        }
    }

    @Test
    void healthAndTheDescriptionAreOpenAndMetricsAreForReaders() throws Exception {
        for (String path : Set.of("/health", "/actuator/health", "/actuator/health/liveness", "/api/openapi")) {
            assertThat(call("GET " + path, "").statusCode()).as(path).isEqualTo(200);
        }
        assertThat(call("GET /api/docs", "").statusCode()).isEqualTo(302);
        assertThat(call("GET /api/swagger-ui/index.html", "").statusCode()).isEqualTo(200);
        assertThat(call("GET /actuator/prometheus", "").statusCode()).isEqualTo(401);
        assertThat(call("GET /actuator/prometheus", "read" + SUFFIX).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theDescriptionIsTheOneInTheDocuments() throws Exception {
        ObjectNode running =
                Json.MAPPER.readTree(call("GET /api/openapi", "").body()).asObject();
        // Where it runs, by which nobody else would find it.
        running.remove("servers");
        Path correct = Path.of("target", "reservoir.yaml");
        DumperOptions blocks = new DumperOptions();
        blocks.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        blocks.setWidth(1000);
        Files.writeString(correct, new Yaml(blocks).dump(Json.MAPPER.convertValue(running, Map.class)));

        assertThat(OpenApiDocument.of("reservoir").json())
                .as(
                        "docs/openapi/reservoir.yaml is to be as reservoir-service/%s, which has just been written",
                        correct)
                .isEqualTo(running);
    }

    @Test
    void theSchemasAreForAnybody() throws Exception {
        for (JsonSchema schema : JsonSchema.values()) {
            HttpResponse<String> answer = call("GET /schemas/" + schema.fileName(), "");
            assertThat(answer.statusCode()).as(schema.fileName()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/schema+json");
            assertThat(answer.body()).isEqualTo(new String(schema.json(), UTF_8));
        }
        HttpResponse<String> unknown = call("GET /schemas/passenger.json", "");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(unknown.body()).contains("There is no schema passenger.json. There are spawn-request.json, ");
    }

    @Test
    void aBodyThatIsTooLongOrTooDeepIsRefused() throws Exception {
        byte[] tooLong = new byte[MOST + 1];
        for (String call : Set.of("POST /api/passengers", "PATCH /api/passengers/{passenger_id}/board")) {
            String key = scopes.get(call) + SUFFIX;
            for (BodyPublisher body : Set.of(
                    BodyPublishers.ofByteArray(tooLong),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))) {
                HttpResponse<String> answer = call(call, key, body);
                assertThat(answer.statusCode()).as(call).isEqualTo(413);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
            HttpResponse<String> deep = call(call, key, BodyPublishers.ofString("{\"x\":" + "[".repeat(MOST - 9)));
            assertThat(deep.statusCode()).isEqualTo(400);
            assertThat(deep.body()).contains("nesting depth");
        }
    }

    private static Map<String, String> describedScopes() throws Exception {
        JsonNode document = Json.MAPPER.readTree(call("GET /api/openapi", "").body());
        assertThat(document.at("/components/securitySchemes/key_or_token/scheme")
                        .asString())
                .isEqualTo("bearer");
        Map<String, String> described = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(),
                                operation
                                        .getValue()
                                        .at("/security/0/key_or_token/0")
                                        .asString(""))));
        return described;
    }

    /** The calls of the API's own controllers. */
    private static Set<String> mapped() {
        return service
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getPackageName().equals("commuter.reservoir.api"))
                .filter(entry -> entry.getValue().getBeanType() != HealthForward.class)
                .flatMap(entry -> entry.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method ->
                                entry.getKey().getPatternValues().stream().map(path -> method + " " + path)))
                .collect(Collectors.toSet());
    }

    private static HttpResponse<String> call(String call, String key) throws Exception {
        return call(call, key, call.startsWith("GET ") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    }

    private static HttpResponse<String> call(String call, String key, BodyPublisher body) throws Exception {
        String path = call.substring(call.indexOf(' ') + 1)
                .replace("{passenger_id}", "PASS_0123456789ABCDEF0123456789ABCDEF")
                .replace("{reservoir}", "route:1A")
                .replace("{command_id}", "command-7");
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(call.substring(0, call.indexOf(' ')), body);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
