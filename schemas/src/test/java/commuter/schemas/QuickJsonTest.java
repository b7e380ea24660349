package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Fast reading and writing, field by field, has the same result as the general way. */
class QuickJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T07:30:00Z",
                "2026-03-02T07:30:00.250Z",
                "2024-02-29T23:59:59.999Z",
                "1969-12-31T23:59:59.001Z",
                "0001-01-01T00:00:00Z",
                "2026-03-02T07:30:00.123456789Z",
                "2026-03-02T07:30:00.1Z",
                "2026-03-02T24:00:00Z",
                "2026-03-02T08:30:00+01:00",
                "+12026-03-02T07:30:00Z",
                "-0001-03-02T07:30:00Z"
            })
    void anInstantIsReadAndWrittenAsTheJdkDoes(String text) {
        Instant expected = Instant.parse(text);

        assertThat(InstantJson.parse(text)).isEqualTo(expected);
        assertThat(InstantJson.format(expected)).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T07:30:00Z",
                "2026-13-01T07:30:00Z",
                "2026-03-02T25:30:00Z",
                "2026-03-02T07:30:6\u0660Z",
                "2026-03-02 07:30:00Z",
                "2026-03-02T07:30:00,250Z",
                "20260302T073000Z",
                ""
            })
    void whatIsNoInstantIsRefused(String text) {
        assertThatThrownBy(() -> InstantJson.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void everyFieldOfAPassengerIsWrittenUnderItsName() {
        Passenger passenger = Examples.completePassenger();

        assertThat(names(passenger)).containsExactlyElementsOf(components(Passenger.class));
        assertThat(Json.read(Json.write(passenger), Passenger.class)).isEqualTo(passenger);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Six Roads",
                "Caf\u00e9 \u4e2d",
                "\"Six\" \\ Roads",
                "tab\there",
                "tram \ud83d\ude8b",
                "two\nlines\u2028/"
            })
    void aSpawnRequestIsWrittenAsTheMapperWritesIt(String name) {
        SpawnRequest complete = Examples.completeSpawnRequest(name);
        SpawnRequest bare = Examples.bareSpawnRequest(name);

        assertThat(complete.write()).asString(UTF_8).isEqualTo(new String(Json.write(complete), UTF_8));
        assertThat(bare.write()).asString(UTF_8).isEqualTo(new String(Json.write(bare), UTF_8));
        assertThat(names(complete)).containsExactlyElementsOf(components(SpawnRequest.class));
        assertThat(SpawnRequest.read(complete.write())).isEqualTo(complete);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"depot_id\":null,", "\"priority\":null,", "\"new\":[{}],", "\"latitude\":13,", ""})
    void aSpawnRequestOutOfTheOrdinaryIsReadAsTheMapperReadsIt(String extra) {
        byte[] json = new String(Json.write(Examples.spawnRequest()), UTF_8)
                .replaceFirst("\\{", "{" + extra)
                .getBytes(UTF_8);

        assertThat(SpawnRequest.read(json)).isEqualTo(Json.read(json, SpawnRequest.class));
    }

    private static Collection<String> names(Object written) {
        JsonNode json = Json.MAPPER.readTree(Json.write(written));
        return json.propertyNames();
    }

    private static List<String> components(Class<?> written) {
        return Arrays.stream(written.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
    }
}
