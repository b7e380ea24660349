package commuter.spawner.continuous;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockSettingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-01-05T07:00");
    private static final Instant MONDAY_INSTANT = Instant.parse("2026-01-05T11:00:00Z");

    @Test
    void realTimeIsItsOwnDemandTime() {
        DemandClock clock = setting(null, 1).clock(List.of());

        assertThat(clock.now()).isEqualTo(NOW);
        assertThat(later(clock, 90).now()).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void atSpeedSixtyAnHourPassesInAMinute() {
        DemandClock clock = setting(MONDAY, 60).clock(List.of());

        assertThat(clock.now()).isEqualTo(MONDAY_INSTANT);
        assertThat(later(clock, 60).now()).isEqualTo(MONDAY_INSTANT.plusSeconds(3600));
    }

    @Test
    void afterARestartTheClockGoesOnWhereTheRecordSaysItWas() {
        PartitionProgress yesterday =
                new PartitionProgress(1, "2026-01-05T07:00", at("09:30"), NOW.minusSeconds(86_400), 7);

        assertThat(setting(MONDAY, 60).clock(List.of(yesterday)).now()).isEqualTo(at("09:30"));
    }

    @Test
    void besideARunningInstanceTheClockIsInStepWithIt() {
        PartitionProgress other = new PartitionProgress(1, "2026-01-05T07:00", at("09:30"), NOW.minusSeconds(2), 7);

        assertThat(setting(MONDAY, 60).clock(List.of(other)).now())
                .isEqualTo(at("09:30").plusSeconds(120));
    }

    @Test
    void progressOfAnotherSeedOrStartIsIgnored() {
        PartitionProgress otherSeed = new PartitionProgress(2, "2026-01-05T07:00", at("09:30"), NOW.minusSeconds(2), 7);
        PartitionProgress otherStart =
                new PartitionProgress(1, "2026-01-12T07:00", at("09:30"), NOW.minusSeconds(2), 7);
        ClockSetting setting = setting(MONDAY, 60);

        assertThat(setting.clock(List.of(otherSeed, otherStart)).now()).isEqualTo(MONDAY_INSTANT);
        assertThat(setting.resume(otherSeed, setting.clock(List.of()))).isEqualTo(MONDAY_INSTANT);
    }

    @Test
    void aPartitionContinuesAtItsOwnProgress() {
        ClockSetting setting = setting(MONDAY, 60);
        DemandClock clock = setting.clock(List.of());

        assertThat(setting.resume(setting.progress(at("08:15"), 3), clock)).isEqualTo(at("08:15"));
        assertThat(setting.resume(null, clock)).isEqualTo(MONDAY_INSTANT);
    }

    @Test
    void inRealTimePassengersWhoWouldHaveExpiredAreNotPublishedLater() {
        ClockSetting setting = setting(null, 1);
        DemandClock clock = setting.clock(List.of());
        PartitionProgress fiveMinutesAgo =
                new PartitionProgress(1, "", NOW.minusSeconds(300), NOW.minusSeconds(300), 0);
        PartitionProgress yesterday =
                new PartitionProgress(1, "", NOW.minusSeconds(86_400), NOW.minusSeconds(86_400), 0);

        assertThat(setting.resume(fiveMinutesAgo, clock)).isEqualTo(NOW.minusSeconds(300));
        assertThat(setting.resume(yesterday, clock)).isEqualTo(NOW.minusSeconds(1800));
    }

    @Test
    void progressIsReadAsItWasWritten() {
        PartitionProgress partitionProgress = setting(MONDAY, 60).progress(at("08:15"), 3);

        assertThat(PartitionProgress.of(partitionProgress.toOffset())).isEqualTo(partitionProgress);
        assertThat(PartitionProgress.of(new org.apache.kafka.clients.consumer.OffsetAndMetadata(5, "")))
                .isNull();
    }

    private static ClockSetting setting(LocalDateTime start, double speed) {
        return new ClockSetting(() -> NOW, ZoneId.of("America/Barbados"), start, speed, 1);
    }

    private static DemandClock later(DemandClock clock, int seconds) {
        return new DemandClock(() -> NOW.plusSeconds(seconds), clock.realStart(), clock.demandStart(), clock.speed());
    }

    /** That Monday. */
    private static Instant at(String time) {
        return LocalDateTime.parse("2026-01-05T" + time)
                .atZone(ZoneId.of("America/Barbados"))
                .toInstant();
    }
}
