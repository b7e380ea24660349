package commuter.system.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.standalone.Port;
import commuter.system.support.AnotherNotifier;
import commuter.system.support.Eventually;
import commuter.system.support.Size;
import commuter.system.support.SystemTest;
import commuter.system.workload.Load;
import commuter.system.workload.TestWorkload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Dashboards on two instances under load: each sees every sequence number once, and at the end agrees with Strapi. The
 * full test takes 5 minutes.
 */
class RestlessDashboardsTest extends SystemTest {
    private static final int DASHBOARDS = 20;
    private static final Duration LENGTH = Duration.ofSeconds(Size.of(10, 300));

    private final TestWorkload testWorkload = new TestWorkload(5, 7);

    @Test
    void dashboardsAgreeWithStrapiHoweverTheyComeAndGo() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(DASHBOARDS);
        try (AnotherNotifier other = new AnotherNotifier(pipeline)) {
            List<String> instances = List.of(pipeline.url(Port.NOTIFIER), other.url());
            List<RestlessDashboard> dashboards = IntStream.range(0, DASHBOARDS)
                    .mapToObj(seed -> new RestlessDashboard(instances, testWorkload.reservoirs(), seed))
                    .toList();
            Load load = Load.start(testWorkload, kafka);
            List<Future<Void>> running =
                    dashboards.stream().map(threads::submit).toList();
            Thread.sleep(LENGTH.toMillis()); // This is the length of the test, not a wait for a condition.
            load.end();
            // The dashboards are checked even if the audit fails; after it, everything has been delivered.
            Throwable violation = catchThrowable(() -> audit(testWorkload));
            dashboards.forEach(RestlessDashboard::settle);
            Eventually.asserted(() -> compare(dashboards, running));
            assertThat(violation).isNull();

            dashboards.forEach(RestlessDashboard::leave);
            for (Future<Void> dashboard : running) {
                dashboard.get();
            }
            assertThat(dashboards)
                    .allSatisfy(dashboard -> assertThat(dashboard.visits()).isGreaterThan(3));
        } finally {
            threads.shutdownNow();
        }
    }

    private void compare(List<RestlessDashboard> dashboards, List<Future<Void>> running) throws Exception {
        for (Future<Void> dashboard : running) {
            if (dashboard.isDone()) {
                dashboard.get(); // gives the reason
            }
        }
        for (ReservoirId route : testWorkload.reservoirs()) {
            Map<String, Long> truth = waiting(route);
            long last = kafka.events(route).size();
            assertThat(dashboards).allSatisfy(dashboard -> {
                assertThat(dashboard.board().waiting(route)).isEqualTo(truth);
                assertThat(dashboard.board().sequence(route).orElse(last)).isEqualTo(last);
            });
        }
    }

    private Map<String, Long> waiting(ReservoirId route) throws IOException {
        return strapi.rows(route).stream()
                .filter(passenger -> passenger.status() == PassengerStatus.WAITING)
                .collect(Collectors.toMap(Passenger::passengerId, Passenger::version));
    }
}
