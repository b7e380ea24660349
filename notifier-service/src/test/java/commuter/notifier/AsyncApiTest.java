package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.standalone.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The topics, and the messages on a WebSocket, are those that docs/asyncapi.yaml describes, and no others. */
class AsyncApiTest {
    private final ReservoirId route = Log.newRoute();
    private final JsonNode document = read();

    @Test
    void theMessagesOfBothSidesAreAsDescribed() throws Exception {
        String waiting =
                new String(Json.write(Log.event(EventType.SPAWNED, route, 1).passenger()), UTF_8);
        try (ReservoirServiceStub lists =
                        new ReservoirServiceStub().list(route.toString(), asked -> "[" + waiting + "]");
                Notifier notifier = Notifier.start(lists.setting());
                Log log = new Log();
                RawClient client = new RawClient(notifier.port(), "http://localhost:" + notifier.port())) {
            expect(client, "connected");
            tell(client, "subscribe", ",\"route\":\"" + route.id() + "\",\"snapshot\":true,\"stats\":true");
            expect(client, "subscribed");
            expect(client, "snapshot");
            log.stats(route, 1, 1);
            expect(client, "stats");
            log.spawned(route, 1, 1);
            expect(client, "event");
            tell(client, "subscribe", ",\"routes\":[\"" + route.id() + "\"],\"types\":[\"spawned\"],\"batch\":true");
            expect(client, "subscribed");
            log.spawned(route, 2, 3);
            expect(client, "batch");
            tell(client, "subscribe", ",\"route\":\"*\",\"resume\":\"too late\"");
            expect(client, "error");
            tell(client, "unsubscribe", ",\"route\":\"" + route.id() + '"');
            expect(client, "unsubscribed");
            tell(client, "ping", "");
            expect(client, "pong");
        }
    }

    @Test
    void everyMessageOfTheDocumentIsOfTheOneSideOrTheOther() {
        assertThat(document.at("/operations/ask/messages").size()
                        + document.at("/operations/tell/messages").size())
                .isEqualTo(document.at("/channels/stream/messages").size())
                .isEqualTo(document.at("/components/messages").size());
    }

    @Test
    void theTopicsAreAsDescribed() {
        for (JsonSchema schema : JsonSchema.values()) {
            for (Topic<?, ?> topic : schema.topics()) {
                JsonNode channel = channel(topic);
                JsonNode binding = channel.at("/bindings/kafka");
                assertThat(binding.path("topic").asString()).isEqualTo(topic.name());
                assertThat(binding.path("partitions").asInt()).as(topic.name()).isEqualTo(Topics.DEFAULT_PARTITIONS);
                assertThat(channel.path("messages"))
                        .singleElement()
                        .satisfies(message -> assertThat(message.toString()).contains('/' + schema.fileName() + '"'));
                assertThat(described(binding.path("topicConfiguration")))
                        .as(topic.name())
                        .isEqualTo(described(Json.MAPPER.valueToTree(topic.configs())));
            }
        }
        assertThat(document.path("channels")).hasSize(Topics.ALL.size() + 1);
    }

    @Test
    void theDocumentIsWhatAsyncApisOwnParserTakes() throws Exception {
        Path programs = Checkout.find().root().resolve("test-support/contract");
        assertThat(programs.resolve("node_modules/@asyncapi/parser"))
                .as("bin/test installs it, and so does: npm ci --prefix test-support/contract")
                .isDirectory();
        Process parser = new ProcessBuilder("node", "asyncapi.mjs", "../../docs/asyncapi.yaml")
                .directory(programs.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(parser.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(parser.waitFor()).isZero();
    }

    @Test
    void thePageOfTheDocumentSaysWhatItSays() throws Exception {
        String right = AsyncApiPage.of(document);
        Path written = Files.writeString(Path.of("target", "asyncapi.md"), right);

        assertThat(Files.readString(Path.of("..", "docs", "asyncapi.md")))
                .as("docs/asyncapi.md is to be as notifier-service/%s, which has just been written", written)
                .isEqualTo(right);
    }

    private JsonNode channel(Topic<?, ?> topic) {
        return document.path("channels").values().stream()
                .filter(channel -> channel.path("address").asString().equals(topic.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/asyncapi.yaml lacks " + topic.name()));
    }

    /** The settings of a topic for which AsyncAPI has names, as texts. */
    private static Map<String, String> described(JsonNode configs) {
        Map<String, String> all = new TreeMap<>();
        for (String name : List.of("cleanup.policy", "retention.ms", "max.message.bytes")) {
            JsonNode value = configs.path(name);
            if (!value.isMissingNode()) {
                all.put(name, value.isArray() ? value.path(0).asString() : value.asString());
            }
        }
        return all;
    }

    private void tell(RawClient client, String type, String fields) throws IOException {
        String message = "{\"type\":\"" + type + '"' + fields + '}';
        check(type, message);
        client.sendText(message);
    }

    private void expect(RawClient client, String name) throws IOException {
        check(name, client.nextText());
    }

    private void check(String name, String message) {
        // The payload's schema, which refers to other schemas of the document.
        ObjectNode schema = document.at("/components/messages/" + name + "/payload")
                .deepCopy()
                .asObject();
        schema.set("components", document.path("components"));
        Schema checked =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
        assertThat(checked.validate(Json.MAPPER.readTree(message)))
                .as("%s: %s", name, message)
                .isEmpty();
    }

    static JsonNode read() {
        try {
            Object yaml = new Yaml().load(Files.readString(Path.of("..", "docs", "asyncapi.yaml")));
            return Json.MAPPER.valueToTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
