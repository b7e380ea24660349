package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who reads and writes by the schemas of the last release can go on. */
class SchemaChangesTest {
    private static final String BEFORE = """
            {"type": "object",
             "properties": {
               "kind": {"enum": ["A", "B"]},
               "name": {"type": "string", "maxLength": 9},
               "inner": {"properties": {"count": {"type": "integer"}}, "required": ["count"]}
             },
             "required": ["kind"]}""";

    /** After a release, the new files are copied there: see CONTRIBUTING.md. */
    @ParameterizedTest
    @EnumSource
    void aSchemaBreaksNobodyWhoKnowsTheLastRelease(JsonSchema schema) {
        assertThat(SchemaChanges.breaking(schema, released(schema), Contract.json(schema)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"properties\": {|\"properties\": {\"new\": {\"type\": \"string\"},",
                "{\"count\": |{\"new\": {}, \"count\": ",
                "{\"type\": \"object\",|{\"type\": \"object\", \"description\": \"in other words\",",
                "{\"type\": \"object\",|{\"type\": \"object\", \"$defs\": {\"new\": {}},"
            })
    void anOptionalFieldAndWordsForPeopleBreakNobody(String change) {
        assertThat(changed(change)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"name\":|\"title\":; /name is gone or has another name. This breaks programs that read passenger.commands.",
                "[\"kind\"]|[\"kind\", \"name\"]; /name is required now. This breaks programs that write passenger.commands, and records that are kept there.",
                "[\"kind\"]|[]; /kind may be absent now. This breaks programs that read passenger.commands.",
                "\"A\", |\"A\", \"C\", ; /kind may have the new value C. This breaks programs that read passenger.commands.",
                "\"A\", |; /kind may not be A any more. This breaks programs that write passenger.commands, and records that are kept there.",
                "9|8; /name/maxLength was 9 and is 8. This breaks programs that read or write passenger.commands.",
                "\"integer\"|\"number\"; /inner/count/type was \"integer\" and is \"number\". This breaks programs that read or write passenger.commands.",
                "[\"count\"]|[]; /inner/count may be absent now. This breaks programs that read passenger.commands.",
                "{\"type\": \"object\",|{\"type\": \"object\", \"not\": {},; /not was absent and is {}. This breaks programs that read or write passenger.commands."
            })
    void allElseIsToldWithWhatBreaksWhom(String change, String sentence) {
        assertThat(changed(change)).containsExactly("passenger-command.json: " + sentence);
    }

    @Test
    void aChangedDefinitionBreaksEverybody() {
        String after = new String(JsonSchema.DEFINITIONS.json(), UTF_8).replace("\"boarded_at\"", "\"boarding_time\"");

        assertThat(SchemaChanges.breaking(
                        JsonSchema.DEFINITIONS, released(JsonSchema.DEFINITIONS), Json.MAPPER.readTree(after)))
                .containsExactly("definitions.json: /passenger/boarded_at is gone or has another name."
                        + " This breaks programs that read any topic.");
    }

    private static List<String> changed(String change) {
        String[] parts = change.split("\\|", 2);
        String after = BEFORE.replace(parts[0], parts[1]);
        assertThat(after).isNotEqualTo(BEFORE);
        return SchemaChanges.breaking(
                JsonSchema.PASSENGER_COMMAND, Json.MAPPER.readTree(BEFORE), Json.MAPPER.readTree(after));
    }

    private static JsonNode released(JsonSchema schema) {
        String file = "/released-schemas/" + schema.fileName();
        try (InputStream json = Objects.requireNonNull(SchemaChangesTest.class.getResourceAsStream(file), file)) {
            return Json.MAPPER.readTree(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
