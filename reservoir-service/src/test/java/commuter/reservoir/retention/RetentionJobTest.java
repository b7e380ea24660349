package commuter.reservoir.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import commuter.reservoir.faults.Fault;
import commuter.reservoir.faults.FaultProxy;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.StoredRow;
import commuter.reservoir.repository.strapi.StrapiClient;
import commuter.reservoir.repository.strapi.StrapiPassengerRepository;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.testing.RunningStrapi;
import commuter.testing.SomePassenger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Deletes finished passengers in a real Strapi. */
class RetentionJobTest {
    private static final String TOKEN = "the-token-of-the-tests";
    private static final RetentionSettings SETTINGS =
            new RetentionSettings(Duration.ofHours(24), 10, Duration.ofSeconds(1));

    private static RunningStrapi strapi;
    private static FaultProxy proxy;
    private static PassengerRepository passengers;

    @BeforeAll
    static void start(@TempDir Path folder) {
        strapi = new RunningStrapi(folder, TOKEN);
        proxy = new FaultProxy(strapi.port());
        URI url = URI.create("http://127.0.0.1:" + proxy.port());
        passengers = new StrapiPassengerRepository(new StrapiClient(url, TOKEN, Duration.ofSeconds(5)));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        strapi.close();
    }

    @Test
    void whoHasFinishedLeavesWhenTheRetentionIsOverAndNobodyElse() {
        List<String> finished = write(PassengerStatus.EXPIRED, 25);
        List<String> waiting = write(PassengerStatus.WAITING, 1);
        RetentionJob early = retentionJobIn(SETTINGS.finished().minusMinutes(1));
        RetentionJob inTime = retentionJobIn(SETTINGS.finished().plusMinutes(1));

        early.run();
        assertThat(present(finished)).hasSize(25);

        inTime.run();
        assertThat(present(finished)).isEmpty();
        assertThat(present(waiting)).hasSize(1);
        assertThat(inTime.deleted()).isEqualTo(25);
    }

    @Test
    void severalAtOnceDeleteEachRowOnce() {
        write(PassengerStatus.ALIGHTED, 95);
        List<RetentionJob> all = IntStream.range(0, 4)
                .mapToObj(n -> retentionJobIn(SETTINGS.finished().plusMinutes(1)))
                .toList();

        CompletableFuture.allOf(all.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture[]::new))
                .join();

        assertThat(all.stream().mapToLong(RetentionJob::deleted).sum()).isEqualTo(95);
    }

    @Test
    void anOutageIsOneLineAndTheNextTimeDoesIt() {
        List<String> finished = write(PassengerStatus.CANCELLED, 5);
        RetentionJob retentionJob = retentionJobIn(SETTINGS.finished().plusMinutes(1));
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(RetentionJob.class);
        log.addAppender(lines);

        proxy.order(Fault.CUT);
        assertThatCode(retentionJob::run).doesNotThrowAnyException();
        retentionJob.run();
        proxy.heal();
        log.detachAppender(lines);

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("cannot be deleted from Strapi now");
            assertThat(line.getThrowableProxy()).isNull();
        });
        assertThat(present(finished)).hasSize(5);
        retentionJob.run();
        assertThat(present(finished)).isEmpty();
    }

    @Test
    void itRunsOnItsScheduleAndCountsWhatItDeleted() {
        write(PassengerStatus.EXPIRED, 25);
        RetentionJob retentionJob = retentionJobIn(SETTINGS.finished().plusMinutes(1));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RetentionConfiguration configuration = new RetentionConfiguration();
        configuration.housekeepingMeters(retentionJob).bindTo(registry);

        ScheduledExecutorService schedule = configuration.housekeepingSchedule(retentionJob, SETTINGS);
        try {
            await().until(() ->
                    registry.get("commuter.reservoir.purged").functionCounter().count() == 25);
        } finally {
            schedule.shutdownNow();
        }
    }

    @Test
    void aRetentionThatIsTooShortIsRefusedAtStart() {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues("commuter.retention.finished=59m")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContainingAll("commuter.retention", "finished", "must be at least 1h"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RetentionSettings.class)
    static class Settings {}

    private static RetentionJob retentionJobIn(Duration time) {
        return new RetentionJob(passengers, SETTINGS, Clock.offset(Clock.systemUTC(), time));
    }

    private static Collection<StoredRow> present(List<String> ids) {
        return passengers.lookup(ids).found().values();
    }

    private static List<String> write(PassengerStatus status, int count) {
        List<PassengerRow> rows = IntStream.range(0, count)
                .mapToObj(n -> new PassengerRow(passenger(status), 0, List.of("event-" + n)))
                .toList();
        passengers.write(rows);
        return rows.stream().map(row -> row.passenger().passengerId()).toList();
    }

    private static Passenger passenger(PassengerStatus status) {
        return SomePassenger.of(ReservoirId.route("1A")).as(status, 1);
    }
}
