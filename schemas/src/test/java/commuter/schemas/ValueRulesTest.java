package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The allowed values are the same on both sides: {@code strapi/tests/values.test.js} reads the same cases. */
class ValueRulesTest {

    private record Case(String field, JsonNode value, boolean valid) {}

    @Test
    void whatAPassengerMayHaveIsWhatStrapiTakes() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(300).allSatisfy(each -> {
            byte[] json = passengerWith(each.field(), each.value());
            if (each.valid()) {
                Passenger passenger = Json.read(json, Passenger.class);
                assertThat(Json.read(Json.write(passenger), Passenger.class))
                        .as("what is read can be written")
                        .isEqualTo(passenger);
            } else {
                assertThatThrownBy(() -> Json.read(json, Passenger.class))
                        .isInstanceOfSatisfying(
                                InvalidRecordException.class,
                                e -> assertThat(e.field()).isEqualTo(each.field()));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2199-12-31T23:45:00Z", "+999999999-12-31T23:45:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void aRequestWhosePatienceWouldEndTooLateNamesTheField(String spawnTime) {
        ObjectNode json = Json.MAPPER.valueToTree(Examples.spawnRequest());
        json.put("spawn_time", spawnTime).remove("expires_at");

        assertThatThrownBy(() -> SpawnRequest.read(Json.write(json)))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageMatching("(spawn_time|expires_at): .* must be from 1970-01-01.* to 2199-12-31.*");
    }

    @Test
    void theReasonForALongValueIsShort() {
        ObjectNode json = Json.MAPPER.valueToTree(Examples.spawnRequest());
        for (String field : List.of("direction", "reservoir", "spawn_time", "passenger_id", "priority", "latitude")) {
            byte[] bytes = Json.write(json.deepCopy().put(field, "x".repeat(1_000_000)));

            assertThatThrownBy(() -> SpawnRequest.read(bytes))
                    .as(field)
                    .hasMessageStartingWith(field)
                    .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(600));
        }
    }

    @Test
    void theRulesAreThereForOthersToAsk() {
        assertThat(ValueRules.problemOf("Holetown")).isNull();
        assertThat(ValueRules.problemOf("Hole\0town")).contains("U+0000 at 4");
        assertThat(ValueRules.problemOf(Instant.MAX)).contains("2199");
        assertThat(ValueRules.problemOf(Instant.now())).isNull();
    }

    private static byte[] passengerWith(String field, JsonNode value) {
        ObjectNode json = Json.MAPPER.valueToTree(Examples.completePassenger());
        json.set(field, value);
        return Json.write(json);
    }

    private static List<Case> cases() throws IOException {
        try (InputStream json = Objects.requireNonNull(ValueRulesTest.class.getResourceAsStream("/value-cases.json"))) {
            String text = new String(json.readAllBytes(), UTF_8);
            return Json.MAPPER.readValue(text, new TypeReference<List<Case>>() {});
        }
    }
}
