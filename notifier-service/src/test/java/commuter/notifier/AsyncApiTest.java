package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages on a WebSocket are those that docs/asyncapi.yaml describes, and no others. */
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

    private static JsonNode read() {
        try {
            Object yaml = new Yaml().load(Files.readString(Path.of("..", "docs", "asyncapi.yaml")));
            return Json.MAPPER.valueToTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
