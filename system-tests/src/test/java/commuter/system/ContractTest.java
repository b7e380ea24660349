package commuter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandType;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import commuter.schemas.PassengerEvent;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.standalone.Port;
import commuter.system.support.ApiClient;
import commuter.system.support.Eventually;
import commuter.system.support.KafkaClient;
import commuter.system.support.PassengerBody;
import commuter.system.support.SchemaValidator;
import commuter.system.support.SchemaValidator.Judged;
import commuter.system.support.SystemTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All that the running pipeline writes is as the schemas say, to a validator that knows nothing of this project. */
class ContractTest extends SystemTest {

    /** What spoils a value: a field, and what it has instead; null for nothing at all. */
    private record Spoiled(JsonSchema schema, String field, Object value) {}

    private static final List<Spoiled> SPOILED = List.of(
            new Spoiled(JsonSchema.SPAWN_REQUEST, "passenger_id", "PASS_1"),
            new Spoiled(JsonSchema.SPAWN_REQUEST, "reservoir", "bus:1A"),
            new Spoiled(JsonSchema.SPAWN_REQUEST, "route_id", null),
            new Spoiled(JsonSchema.SPAWN_REQUEST, "latitude", 91),
            new Spoiled(JsonSchema.SPAWN_REQUEST, "longitude", "-59.6"),
            new Spoiled(JsonSchema.SPAWN_REQUEST, "spawn_time", "2026-02-30T07:30:00Z"),
            new Spoiled(JsonSchema.SPAWN_REQUEST, "direction", "SIDEWAYS"),
            new Spoiled(JsonSchema.PASSENGER_COMMAND, "type", "BORED"),
            new Spoiled(JsonSchema.PASSENGER_COMMAND, "vehicle_id", null),
            new Spoiled(JsonSchema.PASSENGER_COMMAND, "command_id", " "),
            new Spoiled(JsonSchema.PASSENGER_COMMAND, "issued_at", 1772436600000L),
            new Spoiled(JsonSchema.PASSENGER_EVENT, "sequence", 0),
            new Spoiled(JsonSchema.PASSENGER_EVENT, "event_id", "a\u0000b"),
            new Spoiled(JsonSchema.PASSENGER_EVENT, "passenger", null),
            new Spoiled(JsonSchema.PASSENGER_EVENT, "passenger", Map.of("passenger_id", "PASS_1")),
            new Spoiled(JsonSchema.PASSENGER_EVENT, "occurred_at", "yesterday"),
            new Spoiled(JsonSchema.COMMAND_RESULT, "outcome", "MAYBE"),
            new Spoiled(JsonSchema.COMMAND_RESULT, "reason", "BAD_LUCK"),
            new Spoiled(JsonSchema.COMMAND_RESULT, "decided_at", null),
            new Spoiled(JsonSchema.RESERVOIR_STATS, "waiting", -1),
            new Spoiled(JsonSchema.RESERVOIR_STATS, "totals", List.of()),
            new Spoiled(JsonSchema.DEAD_LETTER_HEADERS, "source_offset", "first"),
            new Spoiled(JsonSchema.DEAD_LETTER_HEADERS, "reason", null));

    @TempDir
    Path folder;

    @Test
    void everyRecordOfEveryTopicNamesItsSchemaAndIsAsThatSaysAndSpoiledOnesAreNot() throws Exception {
        runThroughAllTypes();

        List<Judged> written = new ArrayList<>();
        for (JsonSchema schema : JsonSchema.values()) {
            for (Topic<?, ?> topic : schema.topics()) {
                List<Judged> ofTopic = records(topic)
                        .map(record -> new Judged(schema, value(record)))
                        .toList();
                assertThat(ofTopic).as(topic.name()).isNotEmpty();
                written.addAll(ofTopic);
            }
        }
        List<Judged> all = new ArrayList<>(written);
        for (Spoiled spoiled : SPOILED) {
            all.add(spoil(spoiled, written));
        }

        namesItsSchema();
        List<String> errors = new SchemaValidator(pipeline, folder).errors(all);

        for (int index = 0; index < all.size(); index++) {
            if (index < written.size()) {
                assertThat(errors.get(index)).as(all.get(index).toString()).isEmpty();
            } else {
                assertThat(errors.get(index))
                        .as(all.get(index).toString())
                        .startsWith(all.get(index).schema().fileName());
            }
        }
    }

    /** Has every type of event, an accepted, a refused and an unusable command, and requests of all three senders. */
    private void runThroughAllTypes() throws Exception {
        new ApiClient(pipeline.url(Port.SPAWNER))
                .post("/api/seed", Map.of("day", "monday", "start_hour", 7, "end_hour", 8));
        kafka.send(scenario.spawnRequest(Instant.now().plusSeconds(1)));
        String rider = scenario.spawnRequest().passengerId();
        new ApiClient(pipeline).post("/api/passengers", with(PassengerBody.on(scenario.routeId()), rider));
        new ApiClient(pipeline).patch("/api/passengers/" + rider + "/cancel", Map.of());
        send(CommandType.REINSTATE, rider, null);
        send(CommandType.BOARD, rider, "BUS-1");
        send(CommandType.BOARD, rider, "BUS-2");
        send(CommandType.ALIGHT, rider, "BUS-1");
        kafka.sendUnusable(Topics.COMMANDS, reservoir().toString().getBytes(UTF_8), "{}".getBytes(UTF_8));
        kafka.flush();
        Eventually.until(
                "every type of event",
                () -> kafka.events(reservoir()).stream()
                        .map(PassengerEvent::type)
                        .collect(Collectors.toSet())
                        .containsAll(Set.of(EventType.values())));
        Eventually.until("the results", () -> kafka.results(reservoir()).size() == 5);
        Eventually.until(
                "the stats and the dead letter",
                () -> Stream.of(Topics.RESERVOIR_STATS, Topics.DEAD_LETTERS)
                        .noneMatch(topic -> kafka.records(topic).isEmpty()));
    }

    private void send(CommandType type, String passengerId, String vehicle) {
        kafka.send(scenario.command(type, passengerId, vehicle));
    }

    private static Map<String, Object> with(Map<String, Object> body, String passengerId) {
        body.put("passenger_id", passengerId);
        return body;
    }

    /** A dead letter's headers are its sender's, and what our own client sends has none. */
    private void namesItsSchema() {
        for (JsonSchema schema : EnumSet.complementOf(EnumSet.of(JsonSchema.DEAD_LETTER_HEADERS))) {
            for (Topic<?, ?> topic : schema.topics()) {
                assertThat(kafka.records(topic))
                        .filteredOn(record -> !kafka.sent(record))
                        .isNotEmpty()
                        .allSatisfy(record -> assertThat(KafkaClient.header(record, "ce_dataschema"))
                                .as(topic.name())
                                .isEqualTo(schema.uri()));
            }
        }
    }

    private Stream<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        return kafka.records(topic).stream()
                .filter(record -> topic == Topics.DEAD_LETTERS || !KafkaClient.isUnusable(record));
    }

    private static JsonNode value(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.DEAD_LETTERS.name())
                ? headers(record)
                : Json.MAPPER.readTree(record.value());
    }

    private static JsonNode headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return Json.MAPPER.valueToTree(headers);
    }

    private static Judged spoil(Spoiled spoiled, List<Judged> written) {
        // One that has the field: a command that boards, and a result that refuses.
        Judged sound = written.stream()
                .filter(each ->
                        each.schema() == spoiled.schema() && each.value().has(spoiled.field()))
                .filter(each -> !spoiled.field().equals("vehicle_id")
                        || each.value().path("type").asString().equals("BOARD"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record has the field of " + spoiled));
        ObjectNode value = sound.value().deepCopy().asObject();
        if (spoiled.value() == null) {
            value.remove(spoiled.field());
        } else {
            value.set(spoiled.field(), Json.MAPPER.valueToTree(spoiled.value()));
        }
        return new Judged(spoiled.schema(), value);
    }
}
