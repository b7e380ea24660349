package commuter.reservoir.edits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.access.servlet.AccessRules;
import commuter.reservoir.repository.strapi.StrapiSettings;
import commuter.reservoir.reservoir.client.CommandPublisher;
import commuter.schemas.CommandType;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.Topics;
import commuter.standalone.stats.CommittedTopicReader;
import commuter.testing.RunningKafka;
import commuter.testing.RunningStrapi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** From an edit in a real Strapi to a command on a real Kafka. */
@ExtendWith(OutputCaptureExtension.class)
class EditsTest {
    /** The same number as in all tests that share this Kafka. */
    private static final int PARTITIONS = 3;

    private static final String TOKEN = "the-token-of-the-tests";
    private static final String EDIT = """
            {"event_id": "%s", "passenger_id": "PASS_0123456789ABCDEF0123456789ABCDEF", "reservoir": "route:1A",
             "edited_at": "2026-07-01T08:12:00Z"}
            """;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String kafka;
    private static ServletWebServerApplicationContext reservoir;

    /** The service without its stream. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableConfigurationProperties(StrapiSettings.class)
    @Import({EditsConfiguration.class, EditsController.class})
    static class Service {
        @Bean
        AccessRules accessRules() {
            return AccessRules.ofService().ownSecret(HttpMethod.POST, "/api/strapi/edits");
        }

        @Bean
        CommandPublisher publisher(KafkaProperties kafka) {
            return CommandPublisher.connect(kafka.buildProducerProperties());
        }
    }

    @BeforeAll
    static void start() throws Exception {
        kafka = RunningKafka.sharedServers();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            new TopicProvisioner(admin, TopicPlan.of(PARTITIONS)).provision();
        }
        reservoir = service(kafka);
    }

    @AfterAll
    static void stop() {
        reservoir.close();
    }

    @Test
    void whatIsDoneByHandInStrapiBecomesACommandToLookAtThePassenger(@TempDir Path folder) throws Exception {
        try (RunningStrapi strapi = new RunningStrapi(
                folder, TOKEN, Map.of("RESERVOIR_WEBHOOK_URL", url(reservoir).toString()))) {
            AdminPanelEditor panel = new AdminPanelEditor(strapi.port());

            JsonNode made = panel.make("PASS_ABCDEF0123456789ABCDEF0123456789", "route:1A");
            JsonNode edited = panel.edit(made, "{\"priority\": 5}");
            panel.delete(edited);

            await().until(() ->
                    commandsFor("PASS_ABCDEF0123456789ABCDEF0123456789").size() == 3);
            assertThat(commandsFor("PASS_ABCDEF0123456789ABCDEF0123456789")).allSatisfy(record -> {
                PassengerCommand command = Json.read(record.value(), PassengerCommand.class);
                assertThat(command.type()).isEqualTo(CommandType.REFRESH);
                assertThat(new String(record.key(), UTF_8))
                        .isEqualTo("route:1A")
                        .isEqualTo(command.reservoir().toString());
                assertThat(new String(record.headers().lastHeader("ce_id").value(), UTF_8))
                        .isEqualTo(command.commandId());
            });
            assertThat(commandsFor("PASS_ABCDEF0123456789ABCDEF0123456789"))
                    .extracting(record ->
                            Json.read(record.value(), PassengerCommand.class).commandId())
                    .doesNotHaveDuplicates()
                    .startsWith(
                            "edit-" + made.path("event_id").asString(),
                            "edit-" + edited.path("event_id").asString());
        }
    }

    @Test
    void anEditThatIsTakenInLeavesALineThatSaysWhatAndOnWhom(CapturedOutput log) throws Exception {
        tell(reservoir, TOKEN, EDIT.formatted("audited"));
        tell(reservoir, "another-token", EDIT.formatted("forged"));

        await().untilAsserted(() -> assertThat(log)
                .containsOnlyOnce("strapi called POST /api/strapi/edits, edit audited of"
                        + " PASS_0123456789ABCDEF0123456789ABCDEF, from 127.0.0.1: 204"));
        assertThat(log).doesNotContain("forged");
    }

    @Test
    void anEditToldTwiceIsOneCommandId() throws Exception {
        assertThat(tell(reservoir, TOKEN, EDIT.formatted("twice")).statusCode()).isEqualTo(204);
        assertThat(tell(reservoir, TOKEN, EDIT.formatted("twice")).statusCode()).isEqualTo(204);

        assertThat(commandIds()).filteredOn("edit-twice"::equals).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"another-token-of-the-tests", "the-token-of-the-test", "''"})
    void withoutTheTokenNothingIsPublished(String token) throws Exception {
        HttpResponse<String> answer = tell(reservoir, token, EDIT.formatted("forged"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(commandIds()).doesNotContain("edit-forged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                       | event_id",
                "{\"event_id\": \"e\", \"passenger_id\": \"Ann\"}         | passenger_id: 'Ann'",
                "{\"event_id\": \"e\", \"reservoir\": \"bus:7\"}          | reservoir: 'bus:7'",
                "edited                                                   | is no JSON",
            })
    void whatIsNoEditIsRefusedWithTheField(String body, String reason) throws Exception {
        HttpResponse<String> answer = tell(reservoir, TOKEN, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Json.MAPPER.readTree(answer.body()).path("detail").asString())
                .contains(reason);
    }

    @Test
    void whileKafkaIsAwayNothingIsAcknowledged() throws Exception {
        try (ServletWebServerApplicationContext cutOff = service("127.0.0.1:1")) {
            HttpResponse<String> answer = tell(cutOff, TOKEN, EDIT.formatted("later"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    private static ServletWebServerApplicationContext service(String bootstrapServers) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Service.class)
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                        "--commuter.strapi.token=" + TOKEN,
                        // The stream's parts of the health are not in this test.
                        "--management.endpoint.health.validate-group-membership=false");
    }

    private static URI url(ServletWebServerApplicationContext service) {
        return URI.create("http://127.0.0.1:" + service.getWebServer().getPort() + "/api/strapi/edits");
    }

    private static HttpResponse<String> tell(ServletWebServerApplicationContext service, String token, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url(service))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static List<String> commandIds() {
        return commands().stream()
                .map(record -> Json.read(record.value(), PassengerCommand.class).commandId())
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> commandsFor(String passengerId) {
        return commands().stream()
                .filter(record -> Json.read(record.value(), PassengerCommand.class)
                        .passengerId()
                        .equals(passengerId))
                .toList();
    }

    /** All REFRESH commands on the topic, including those of other tests. */
    private static List<ConsumerRecord<byte[], byte[]>> commands() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (CommittedTopicReader reader = CommittedTopicReader.fromBeginning(kafka, List.of(Topics.COMMANDS))) {
            reader.catchUp(record -> {
                if (isEdit(record)) {
                    records.add(record);
                }
            });
        }
        return records;
    }

    private static boolean isEdit(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        return id != null && new String(id.value(), UTF_8).startsWith("edit-");
    }
}
