package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days that a feed covers are those on which trips run, whatever other days it names. */
class CalendarTest {
    private static final String HEADER =
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date";

    @TempDir
    Path temp;

    private FeedFolder feed;

    @BeforeEach
    void soundFeed() throws IOException {
        feed = new FeedFolder(Files.createDirectory(temp.resolve("feed")));
        feed.write("calendar.txt", HEADER, "D,1,1,1,1,1,1,1,20260101,20261231");
    }

    @ParameterizedTest
    @CsvSource({
        // A service without trips, and one that is removed on a day when it does not run.
        "'DUMMY,0,0,0,0,0,0,0,19700101,19700101', 'D,19000101,2'",
        "'OLD,1,0,0,0,0,0,0,19900101,19901231', 'OLD,20990101,1'",
        "'DUMMY,1,1,1,1,1,1,1,00010101,99991231', 'GONE,20990101,1'"
    })
    void daysWithoutTripsAreNotCovered(String week, String exception) throws IOException {
        feed.rewrite("calendar.txt", text -> text + week + "\n");
        feed.write("calendar_dates.txt", "service_id,date,exception_type", exception);
        ServiceCalendar calendar = calendar();

        assertThat(calendar.first()).isEqualTo("2026-01-01");
        assertThat(calendar.last()).isEqualTo("2026-12-31");
        assertThat(calendar.servicesOn(LocalDate.of(2026, 3, 2))).contains("D");
        assertThat(calendar.servicesOn(LocalDate.of(2035, 3, 5))).contains("D");
    }

    @ParameterizedTest
    @CsvSource({"D,19700101,1", "D,20990102,1"})
    void aStrayDayWithTripsDoesNotCoverTheDecadesBetween(String stray) throws IOException {
        feed.write("calendar_dates.txt", "service_id,date,exception_type", stray);
        ServiceCalendar calendar = calendar();

        assertThat(calendar.covers(LocalDate.of(2026, 3, 2))).isTrue();
        assertThat(calendar.covers(LocalDate.of(2000, 3, 6))).isFalse();
        assertThat(calendar.covers(LocalDate.of(2050, 3, 6))).isFalse();
        assertThat(calendar.tripsOn(LocalDate.of(2000, 3, 6))).isEqualTo(2);
        assertThat(calendar.tripsOn(LocalDate.of(2050, 3, 6))).isEqualTo(2);
    }

    @Test
    void aFeedOfAThousandYearsIsReadAtOnce() throws IOException {
        feed.write("calendar.txt", HEADER, "D,1,1,1,1,1,0,0,10000101,99991231");

        assertThat(calendar().tripsOn(LocalDate.of(2026, 3, 2))).isEqualTo(2);
        assertThat(calendar().tripsOn(LocalDate.of(2026, 3, 1))).isZero();
    }

    @Test
    void aSeasonsPauseIsCoveredAndHasNoTrips() throws IOException {
        feed.write("calendar.txt", HEADER, "D,1,1,1,1,1,1,1,20260601,20260831", "E,1,1,1,1,1,1,1,20270601,20270831");
        feed.rewrite("trips.txt", text -> text.replace("R,D,T2", "R,E,T2"));
        ServiceCalendar calendar = calendar();

        assertThat(calendar.covers(LocalDate.of(2026, 12, 24))).isTrue();
        assertThat(calendar.tripsOn(LocalDate.of(2026, 12, 24))).isZero();
        assertThat(calendar.nextWithTrips(LocalDate.of(2026, 12, 24))).isEqualTo("2027-06-01");
    }

    @Test
    void aCalendarOfExceptionsAloneCoversTheirDays() throws IOException {
        feed.write("calendar.txt", HEADER, "D,0,0,0,0,0,0,0,20260101,20261231");
        feed.write("calendar_dates.txt", "service_id,date,exception_type", "D,20260304,1");
        ServiceCalendar calendar = calendar();

        assertThat(calendar.first()).isEqualTo(calendar.last()).isEqualTo("2026-03-04");
        // All other weeks are equal to that one: only its Wednesday has trips.
        assertThat(calendar.tripsOn(LocalDate.of(2030, 3, 6))).isEqualTo(2);
        assertThat(calendar.tripsOn(LocalDate.of(2030, 3, 7))).isZero();
        assertThat(calendar.nextWithTrips(LocalDate.of(2030, 3, 7))).isEqualTo("2030-03-13");
        assertThat(calendar.weekdaysOfServices(LocalDate.of(2030, 1, 1)))
                .isEqualTo(Map.of("D", Set.of(DayOfWeek.WEDNESDAY)));
    }

    @Test
    void aDayThatIsTakenAwayDoesNotCount() throws IOException {
        feed.write("calendar.txt", HEADER, "D,1,0,0,0,0,0,0,20260302,20260309");
        feed.write("calendar_dates.txt", "service_id,date,exception_type", "D,20260309,2");

        assertThat(calendar().last()).isEqualTo("2026-03-02");
    }

    /** Computes the same by checking every day. */
    @Test
    void theBusiestWeekAndThePeriodsAreThoseOfEveryDayCounted() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Schedule schedule = schedule(random);
            Map<String, Long> trips = Map.of("A", 3L, "B", 1L, "C", 2L);
            DailyTrips daily = new DailyTrips(schedule, trips);
            LocalDate first = LocalDate.of(2025, 12, 1);
            long[] counted = IntStream.range(0, 200)
                    .mapToLong(day -> schedule.on(first.plusDays(day)).stream()
                            .mapToLong(trips::get)
                            .sum())
                    .toArray();

            assertThat(IntStream.range(0, 200).mapToLong(day -> daily.on(first.plusDays(day))))
                    .containsExactly(IntStream.range(0, 200)
                            .mapToObj(day -> counted[day])
                            .toArray(Long[]::new));
            int[] running =
                    IntStream.range(0, 200).filter(day -> counted[day] > 0).toArray();
            if (running.length == 0) {
                assertThat(daily.periods()).isEmpty();
            } else {
                assertThat(daily.periods())
                        .containsExactly(new DailyTrips.Period(
                                first.plusDays(running[0]), first.plusDays(running[running.length - 1])));
                int busiest = 0;
                for (int week = 0; week < 28; week++) {
                    busiest = week(counted, week) > week(counted, busiest) ? week : busiest;
                }
                assertThat(daily.busiestMonday()).isEqualTo(first.plusWeeks(busiest));
            }
        }
    }

    private static long week(long[] counted, int week) {
        return IntStream.range(0, 7).mapToLong(day -> counted[7 * week + day]).sum();
    }

    private static Schedule schedule(Random random) {
        Schedule.Builder schedule = new Schedule.Builder();
        LocalDate january = LocalDate.of(2026, 1, 1);
        for (String service : Set.of("A", "B", "C")) {
            LocalDate from = january.plusDays(random.nextInt(60));
            Set<DayOfWeek> days = random.nextInt(4) == 0 ? Set.of() : Set.of(DayOfWeek.of(1 + random.nextInt(7)));
            schedule.add(service, days, from, from.plusDays(random.nextInt(60)));
            for (int i = random.nextInt(4); i > 0; i--) {
                schedule.except(service, january.plusDays(random.nextInt(100)), random.nextBoolean());
            }
        }
        return schedule.build();
    }

    private ServiceCalendar calendar() {
        return NetworkReader.read(feed.path().toString()).calendar();
    }
}
