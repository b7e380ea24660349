package commuter.spawner.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.ReservoirId;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedSliceTest {
    private static final Network NETWORK = NetworkReader.read("");
    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 1, 7);

    @Test
    void theSliceIsMeantInTheFeedsTimeZone() {
        SeedSlice slice = slice(request("1A", null, "2026-01-05", "route", 7, 9));

        // Barbados is four hours behind.
        assertThat(slice.from()).isEqualTo(Instant.parse("2026-01-05T11:00:00Z"));
        assertThat(slice.to()).isEqualTo(Instant.parse("2026-01-05T13:00:00Z"));
        assertThat(slice.routes()).containsExactly("1A");
        assertThat(slice.kinds()).containsExactly(ReservoirId.Kind.ROUTE);
    }

    @Test
    void withoutAnyWishItIsTheWholeOfTodayOnEveryRoute() {
        SeedSlice slice = slice(request(null, null, null, null, null, null));

        assertThat(slice.date()).isEqualTo(WEDNESDAY);
        assertThat(slice.from()).isEqualTo(Instant.parse("2026-01-07T04:00:00Z"));
        assertThat(slice.to()).isEqualTo(Instant.parse("2026-01-08T04:00:00Z"));
        assertThat(slice.routes()).isEmpty();
        assertThat(slice.kinds()).containsExactly(ReservoirId.Kind.values());
    }

    @Test
    void defect08EndHourZeroIsMidnightAndNotElevenInTheEvening() {
        SeedSlice slice = slice(request(null, null, "2026-01-05", null, 22, 0));

        assertThat(slice.from()).isEqualTo(Instant.parse("2026-01-06T02:00:00Z"));
        assertThat(slice.to()).isEqualTo(Instant.parse("2026-01-06T04:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"wednesday, 2026-01-07", "Thursday, 2026-01-08", "monday, 2026-01-12", "tuesday, 2026-01-13"})
    void defect09AWeekdayIsTheNextSuchDateTodayIncluded(String day, LocalDate date) {
        assertThat(slice(request(null, day, null, null, null, null)).date()).isEqualTo(date);
    }

    @Test
    void aRouteMayBeNamedByItsShortName() {
        assertThat(slice(request("all", null, null, null, null, null)).routes()).isEmpty();
        assertThat(slice(request("5E", null, null, null, null, null)).routes()).containsExactly("5E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-0044-03-15", "1969-12-31", "2200-01-01"})
    void aDateOnWhichNoPassengerCouldComeIsNamed(String date) {
        assertThatThrownBy(() -> slice(request(null, null, date, null, null, null)))
                .hasMessage("date: '" + date + "' must be from 1970-01-02 to 2199-12-30");
    }

    @Test
    void whatMakesNoSenseIsNamedByItsField() {
        Map<SeedRequest, String> complaints = Map.of(
                request("9Z", null, null, null, null, null),
                "route: '9Z' must be all or one of 1A, 2B, 3C, 4D, 5E, 6F",
                request(null, "someday", null, null, null, null),
                "day: 'someday' must be monday to sunday",
                request(null, "monday", "2026-01-05", null, null, null),
                "day: 'monday' must be left out when a date is given",
                request(null, null, "2026-13-01", null, null, null),
                "date: '2026-13-01' must be a date (YYYY-MM-DD)",
                request(null, null, null, "taxi", null, null),
                "spawn_type: 'taxi' must be route, depot or both",
                request(null, null, null, null, 24, null),
                "start_hour: 24 must be 0 to 23",
                request(null, null, null, null, 9, 25),
                "end_hour: 25 must be 0 to 24",
                request(null, null, null, null, 9, 9),
                "end_hour: 9 must be after start_hour 9");

        complaints.forEach((request, complaint) -> assertThatThrownBy(() -> slice(request))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage(complaint));
    }

    private static SeedSlice slice(SeedRequest request) {
        return SeedSlice.of(request, NETWORK, WEDNESDAY);
    }

    private static SeedRequest request(
            String route, String day, String date, String spawnType, Integer startHour, Integer endHour) {
        return new SeedRequest(route, day, date, spawnType, startHour, endHour, null, null);
    }
}
