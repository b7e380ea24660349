package commuter.system.conductors;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.system.support.AnotherReservoir;
import commuter.system.support.ApiClient;
import commuter.system.support.ReservoirGroup;
import commuter.system.support.Size;
import commuter.system.support.SystemTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** No instance contradicts an answer of another instance. */
class ConductorsTest extends SystemTest {
    private static final int CONDUCTORS = 16;
    private static final long SEED = 4_000;

    private final TestReservoirs reservoirs = new TestReservoirs();
    private final CommandCounts commandCounts = new CommandCounts();

    @Test
    void defect3_afterACommandsAnswerNoInstanceShowsThePassengerAsTheyWere() throws Exception {
        try (AnotherReservoir other = new AnotherReservoir(pipeline, "other", pipeline.strapiToken())) {
            new ReservoirGroup(pipeline).awaitWorking("reservoir-1", "other");
            Map<String, ApiClient> instances =
                    Map.of("one", new ApiClient(pipeline), "other", new ApiClient(other.url()));
            int operations = Size.of(2_000, 10_000);

            operate(instances, operations);

            assertThat(commandCounts.of("BOARD 200"))
                    .as(commandCounts.toString())
                    .isGreaterThan(operations / 20);
            assertThat(commandCounts.of("BOARD 409"))
                    .as(commandCounts.toString())
                    .isPositive();
            assertThat(commandCounts.of("REINSTATE 200"))
                    .as(commandCounts.toString())
                    .isPositive();
            assertThat(commandCounts.of("list HIT"))
                    .as(commandCounts.toString())
                    .isPositive();
            assertThat(commandCounts.of("nearby HIT"))
                    .as(commandCounts.toString())
                    .isPositive();
        }
        new ReservoirGroup(pipeline).awaitWorking("reservoir-1");
    }

    private void operate(Map<String, ApiClient> instances, int operations) throws Exception {
        AtomicInteger left = new AtomicInteger(operations);
        AtomicBoolean failed = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(CONDUCTORS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < CONDUCTORS; i++) {
                HttpConductor httpConductor = new HttpConductor(instances, reservoirs, commandCounts, i, SEED + i);
                done.add(threads.submit(() -> {
                    try {
                        while (left.getAndDecrement() > 0 && !failed.get()) {
                            httpConductor.act();
                        }
                    } catch (Exception | AssertionError e) {
                        failed.set(true);
                        throw new IllegalStateException("A conductor was contradicted: " + e.getMessage(), e);
                    }
                }));
            }
            for (Future<?> each : done) {
                await(each);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(Future<?> httpConductor) throws Exception {
        try {
            httpConductor.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e);
        }
    }
}
