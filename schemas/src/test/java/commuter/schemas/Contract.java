package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

/** A schema, the record that it describes, and valid records. */
record Contract(JsonSchema schema, Class<?> type, List<Object> examples, Function<byte[], Object> reader) {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(texts())
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    static List<Contract> all() {
        return List.of(
                new Contract(
                        JsonSchema.SPAWN_REQUEST,
                        SpawnRequest.class,
                        List.of(Examples.completeSpawnRequest("D1")),
                        SpawnRequest::read),
                of(JsonSchema.PASSENGER_COMMAND, PassengerCommand.class, Examples.command()),
                of(JsonSchema.PASSENGER_EVENT, PassengerEvent.class, Examples.completeEvent()),
                of(JsonSchema.COMMAND_RESULT, CommandResult.class, Examples.result()),
                of(JsonSchema.RESERVOIR_STATS, ReservoirStats.class, Examples.stats()));
    }

    private static Contract of(JsonSchema schema, Class<?> type, Object example) {
        return new Contract(schema, type, List.of(example), json -> Json.read(json, type));
    }

    /** What is wrong with a value according to a schema; empty if nothing is. */
    static List<String> errors(JsonSchema schema, JsonNode value) {
        Schema compiled = REGISTRY.getSchema(SchemaLocation.of(schema.uri()));
        try {
            return compiled.validate(value).stream().map(Error::toString).toList();
        } catch (JsonNodeException e) {
            // So this validator refuses a number that is far beyond an integer's bounds.
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    List<String> errors(JsonNode value) {
        return errors(schema, value);
    }

    /** The schema's own examples, and what the records write. */
    List<JsonNode> values() {
        return Stream.concat(
                        json(schema).path("examples").values().stream(),
                        examples.stream().map(Json::write).map(Json.MAPPER::readTree))
                .toList();
    }

    /** Who has to do with records of this kind. */
    String concerned() {
        return schema.topics().stream().map(Topic::name).collect(Collectors.joining(", "));
    }

    static JsonNode json(JsonSchema schema) {
        return Json.MAPPER.readTree(schema.json());
    }

    private static Map<String, String> texts() {
        return Arrays.stream(JsonSchema.values())
                .collect(Collectors.toMap(JsonSchema::uri, schema -> new String(schema.json(), UTF_8)));
    }

    @Override
    public String toString() {
        return schema.fileName();
    }
}
