package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import commuter.schemas.Json;
import commuter.schemas.JsonSchema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Compares the value of a command with its schema and with the task. Thread-safe. */
final class CommandRecords {
    private final Schema schema = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemas(Arrays.stream(JsonSchema.values())
                                    .collect(Collectors.toMap(
                                            JsonSchema::uri, described -> new String(described.json(), UTF_8))))
                            .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build()))
            .getSchema(SchemaLocation.of(JsonSchema.PASSENGER_COMMAND.uri()));

    /** What is wrong with a value, each in some words; empty if nothing is. */
    List<String> errors(String value, Task task) {
        try {
            JsonNode json = Json.MAPPER.readTree(value);
            List<String> errors = new ArrayList<>(
                    schema.validate(json).stream().map(Error::toString).toList());
            errors.addAll(differences(json, task));
            return errors;
        } catch (JacksonException e) {
            return List.of("no JSON: " + value);
        }
    }

    private static List<String> differences(JsonNode json, Task task) {
        List<String> differences = new ArrayList<>();
        Json.MAPPER.readTree(task.line()).properties().forEach(wanted -> {
            String field = wanted.getKey().equals("do") ? "type" : wanted.getKey();
            String expected = field.equals("type")
                    ? task.type().name()
                    : wanted.getValue().asString();
            String came = json.path(field).asString("absent");
            if (!same(field, expected, came)) {
                differences.add(field + " is " + came + " where the task says " + expected);
            }
        });
        return differences;
    }

    /** Instants may be written in several ways. */
    private static boolean same(String field, String expected, String came) {
        if (!field.equals("expires_at")) {
            return expected.equals(came);
        }
        try {
            return Instant.parse(expected).equals(Instant.parse(came));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
