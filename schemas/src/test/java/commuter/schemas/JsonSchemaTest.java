package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The schemas are those of the records, and describe all of them. */
class JsonSchemaTest {

    static List<Contract> contracts() {
        return Contract.all();
    }

    @Test
    void everyTopicHasOneSchema() {
        assertThat(Arrays.stream(JsonSchema.values())
                        .flatMap(schema -> schema.topics().stream())
                        .map(Topic::name))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.ALL.stream().map(Topic::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaIsNamedByItsUriWhichHasItsVersion(JsonSchema schema) {
        JsonNode json = Contract.json(schema);

        assertThat(json.path("$id").asString()).isEqualTo(schema.uri()).endsWith("/v1/" + schema.fileName());
        assertThat(json.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(JsonSchema.inFile(schema.fileName())).hasValue(schema);
    }

    /** Else a field that has another name in the record would be in the schema what nobody writes. */
    @ParameterizedTest
    @MethodSource("contracts")
    void theFieldsAreThoseOfTheRecord(Contract contract) {
        assertThat(differences(contract.type(), properties(Contract.json(contract.schema())), contract))
                .isEmpty();
        if (contract.schema() == JsonSchema.RESERVOIR_STATS) {
            JsonNode totals = Contract.json(contract.schema()).at("/properties/totals");
            assertThat(differences(ReservoirStats.Totals.class, properties(totals), contract))
                    .isEmpty();
        }
        JsonNode passenger = Contract.json(JsonSchema.DEFINITIONS).at("/$defs/passenger");
        assertThat(differences(Passenger.class, properties(passenger), contract))
                .isEmpty();
    }

    @Test
    void theHeadersAreThoseOfDeadLetters() {
        Set<String> known = new TreeSet<>(DeadLetterHeaders.OURS);
        known.add(DeadLetterHeaders.REPLAY_OF);

        assertThat(properties(Contract.json(JsonSchema.DEAD_LETTER_HEADERS))).hasSameElementsAs(known);
    }

    @Test
    void everyFieldIsDescribedWithAnExampleOrAType() {
        for (JsonSchema schema : JsonSchema.values()) {
            JsonNode json = Contract.json(schema);
            assertThat(json.path("description").asString()).isNotBlank();
            json.path("properties")
                    .properties()
                    .forEach(field -> assertThat(described(field.getValue()))
                            .as("%s: %s has no description", schema.fileName(), field.getKey())
                            .isTrue());
            json.path("$defs").properties().stream()
                    .filter(definition -> schema == JsonSchema.DEFINITIONS)
                    .forEach(definition -> assertThat(
                                    definition.getValue().path("description").asString(""))
                            .as(definition.getKey())
                            .isNotBlank());
        }
    }

    @Test
    void examplesAreValid() {
        for (JsonSchema schema : JsonSchema.values()) {
            List<JsonNode> examples =
                    Contract.json(schema).path("examples").values().stream().toList();
            assertThat(examples).as(schema.fileName()).hasSizeGreaterThan(schema == JsonSchema.DEFINITIONS ? -1 : 0);
            assertThat(examples)
                    .allSatisfy(example ->
                            assertThat(Contract.errors(schema, example)).isEmpty());
        }
    }

    private static boolean described(JsonNode field) {
        return field.has("description") || field.path("$ref").asString("").startsWith("definitions.json#");
    }

    /** In sentences that say what breaks whom. */
    private static List<String> differences(Class<?> type, Set<String> inSchema, Contract contract) {
        Set<String> inRecord = fields(type);
        Set<String> missing = new LinkedHashSet<>(inRecord);
        missing.removeAll(inSchema);
        Set<String> stale = new LinkedHashSet<>(inSchema);
        stale.removeAll(inRecord);
        return missing.isEmpty() && stale.isEmpty()
                ? List.of()
                : List.of(
                        "%s has the fields %s, which %s lacks, and lacks %s, which the schema promises: this breaks everybody who reads or writes %s. A field keeps its name; one that is new stands in the schema and is optional."
                                .formatted(type.getSimpleName(), missing, contract, stale, contract.concerned()));
    }

    private static Set<String> properties(JsonNode schema) {
        return new LinkedHashSet<>(schema.path("properties").propertyNames());
    }

    private static Set<String> fields(Class<?> type) {
        Set<String> names = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        }
        return names;
    }

    @Test
    void filesAreUtf8JsonOnly() {
        assertThat(JsonSchema.values())
                .allSatisfy(
                        schema -> assertThat(new String(schema.json(), UTF_8)).isASCII());
    }
}
