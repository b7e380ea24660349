package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordContractTest {

    @Test
    void jsonIsSnakeCaseWithUtcInstantsAndWithoutNulls() {
        String json = new String(Json.write(Examples.spawnRequest()), UTF_8);

        assertThat(json)
                .contains(
                        "\"passenger_id\":\"PASS_",
                        "\"spawn_time\":\"2026-03-02T07:30:00Z\"",
                        "\"reservoir\":\"route:1A\"")
                .doesNotContain("null", "passengerId");
    }

    @Test
    void everyRecordSurvivesTheWay() {
        assertThat(Json.read(Json.write(Examples.spawnRequest()), SpawnRequest.class))
                .isEqualTo(Examples.spawnRequest());
        assertThat(Json.read(Json.write(Examples.passenger()), Passenger.class)).isEqualTo(Examples.passenger());
        assertThat(Json.read(Json.write(Examples.command()), PassengerCommand.class))
                .isEqualTo(Examples.command());
        assertThat(Json.read(Json.write(Examples.event()), PassengerEvent.class))
                .isEqualTo(Examples.event());
        assertThat(Json.read(Json.write(Examples.result()), CommandResult.class))
                .isEqualTo(Examples.result());
        assertThat(Json.read(Json.write(Examples.stats()), ReservoirStats.class))
                .isEqualTo(Examples.stats());
    }

    @Test
    void unknownFieldsAreTolerated() {
        String json = json().replaceFirst("\\{", "{\"since_version_9\":{\"a\":[1]},");

        assertThat(SpawnRequest.read(json.getBytes(UTF_8))).isEqualTo(Examples.spawnRequest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"passenger_id", "reservoir", "route_id", "direction", "latitude", "destination_lon", "spawn_time"
            })
    void aMissingFieldIsNamed(String field) {
        String json = json().replaceFirst("\"" + field + "\":(\"[^\"]*\"|[-0-9.]+),?", "");
        assertThat(json).doesNotContain('"' + field + '"');

        assertThatThrownBy(() -> SpawnRequest.read(json.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        InvalidRecordException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "direction, '\"SIDEWAYS\"', OUTBOUND",
        "spawn_time, '\"yesterday\"', ISO-8601",
        "latitude, 91, -90 to 90",
        "latitude, '\"north\"', north",
        "longitude, -200.5, -180 to 180",
        "priority, 6, 1 to 5",
        "priority, 2.5, 2.5",
        "passenger_id, '\"PASS_12\"', 32 upper-case hex",
        "reservoir, '\"bus:1\"', route:<route_id>",
        "route_id, '\"\"', blank",
    })
    void aMalformedFieldIsNamedWithItsValueOrWhatIsAllowed(String field, String value, String hint) {
        String json = json().replaceFirst("\"" + field + "\":(\"[^\"]*\"|[-0-9.]+)", "\"" + field + "\":" + value);
        assertThat(json).contains('"' + field + "\":" + value);

        assertThatThrownBy(() -> SpawnRequest.read(json.getBytes(UTF_8)))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith(field + ":")
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "passenger", "{} {}"})
    void whatIsNoRecordIsRefusedInWordsThatNameNoClass(String json) {
        assertThatThrownBy(() -> SpawnRequest.read(json.getBytes(UTF_8)))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageNotContainingAny("commuter.", "java.");
    }

    @Test
    void aBoardCommandNeedsAVehicle() {
        assertThatThrownBy(() -> new PassengerCommand(
                        "c", CommandType.BOARD, Examples.PASSENGER_ID, Examples.RESERVOIR, null, Instant.EPOCH, null))
                .hasMessageStartingWith("vehicle_id:");
    }

    @Test
    void aRequestForARouteThatIsNotItsReservoirIsRefused() {
        String json = json().replace("\"route_id\":\"1A\"", "\"route_id\":\"2\"");

        assertThatThrownBy(() -> SpawnRequest.read(json.getBytes(UTF_8))).hasMessageStartingWith("route_id:");
    }

    @Test
    void instantsAreKeptToTheMillisecondAsTheDatabaseCan() {
        Instant fine = Instant.parse("2026-03-02T07:30:00.123456789Z");
        PassengerCommand command = new PassengerCommand(
                "c", CommandType.CANCEL, Examples.PASSENGER_ID, Examples.RESERVOIR, null, fine, null);

        assertThat(command.issuedAt()).isEqualTo(Instant.parse("2026-03-02T07:30:00.123Z"));
    }

    private record Neighbour(@JsonUnwrapped Passenger passenger, double distanceKm) {}

    @Test
    void aPassengersFieldsCanStandAmongThoseOfAnotherRecord() {
        Passenger passenger = Examples.passenger();
        String alone = new String(Json.write(passenger), UTF_8);

        String among = new String(Json.write(new Neighbour(passenger, 0.5)), UTF_8);

        assertThat(among).isEqualTo(alone.substring(0, alone.length() - 1) + ",\"distance_km\":0.5}");
    }

    private static String json() {
        return new String(Json.write(Examples.spawnRequest()), UTF_8);
    }
}
