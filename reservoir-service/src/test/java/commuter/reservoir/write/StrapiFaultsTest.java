package commuter.reservoir.write;

import static commuter.reservoir.write.Batches.RESERVOIR;
import static commuter.reservoir.write.Batches.passengerIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.reservoir.faults.Fault;
import commuter.reservoir.faults.FaultProxy;
import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.repository.strapi.StrapiClient;
import commuter.reservoir.repository.strapi.StrapiPassengerRepository;
import commuter.schemas.Passenger;
import commuter.testing.RunningStrapi;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches are written to a real Strapi over a connection with every kind of fault we know. */
class StrapiFaultsTest {
    private static final String TOKEN = "the-token-of-the-tests";
    private static final String OTHER_TOKEN = "another-token-of-the-tests";
    private static final int SIZE = 500;
    private static int nextPassenger = 1;

    private static RunningStrapi strapi;
    private static FaultProxy proxy;

    private final DependencyOutages outages = new DependencyOutages(Clock.systemUTC(), () -> {});

    @BeforeAll
    static void start(@TempDir Path folder) {
        strapi = new RunningStrapi(folder, TOKEN);
        proxy = new FaultProxy(strapi.port());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        strapi.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyFaultDelaysABatchAndLosesAndDoublesNothing(Fault fault) throws Exception {
        int first = nextPassenger;
        nextPassenger += SIZE;
        proxy.order(fault);
        CompletableFuture<BatchResult> batchResult = write(TOKEN, first);

        await().until(() -> proxy.strikes() > 0 && outages.failures(Dependency.STRAPI) >= 2);
        assertThat(batchResult).isNotDone();
        assertThat(outages.current()).containsOnlyKeys(Dependency.STRAPI);

        proxy.heal();
        assertAllWritten(batchResult);
        assertThat(rows(TOKEN, first)).containsExactlyInAnyOrderElementsOf(passengerIds(first, first + SIZE - 1));
        assertThat(outages.current()).isEmpty();
    }

    @Test
    void aWrongTokenMakesNoRowACulpritAndWritesContinueWhenItIsRight() throws Exception {
        int first = nextPassenger;
        nextPassenger += SIZE;
        CompletableFuture<BatchResult> batchResult = write(OTHER_TOKEN, first);

        await().until(() -> outages.failures(Dependency.STRAPI) >= 3);
        assertThat(batchResult).isNotDone();
        assertThat(outages.current().get(Dependency.STRAPI).misconfigured()).isTrue();
        assertThat(outages.current().get(Dependency.STRAPI).reason()).contains("commuter.strapi.token");

        strapi.restart(OTHER_TOKEN);
        assertAllWritten(batchResult);
        assertThat(rows(OTHER_TOKEN, first)).hasSize(SIZE);
        strapi.restart(TOKEN);
    }

    private CompletableFuture<BatchResult> write(String token, int first) {
        BatchWriter writer = new BatchWriter(
                repository(token),
                reservoirs -> {},
                new Retrier(outages, new Backoff(Duration.ofMillis(20), Duration.ofMillis(200))),
                new Throughput(new SimpleMeterRegistry()));
        return CompletableFuture.supplyAsync(() -> writer.write(Batches.of(first, first + SIZE - 1)));
    }

    private static StrapiPassengerRepository repository(String token) {
        URI url = URI.create("http://127.0.0.1:" + proxy.port());
        return new StrapiPassengerRepository(new StrapiClient(url, token, Duration.ofSeconds(2)));
    }

    private static void assertAllWritten(CompletableFuture<BatchResult> batchResult) throws Exception {
        assertThat(batchResult.get(60, TimeUnit.SECONDS).outcomes())
                .hasSize(SIZE)
                .allSatisfy((event, outcome) -> assertThat(outcome).isInstanceOf(RowOutcome.Written.class));
    }

    /** The rows of this batch's reservoir that Strapi has; a row that is there twice is listed twice. */
    private static List<String> rows(String token, int first) {
        List<String> ids = passengerIds(first, first + SIZE - 1);
        return repository(token).available(RESERVOIR).stream()
                .map(Passenger::passengerId)
                .filter(ids::contains)
                .toList();
    }
}
