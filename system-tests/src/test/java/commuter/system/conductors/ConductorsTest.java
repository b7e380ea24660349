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

/** What one instance has answered, no instance contradicts. */
class ConductorsTest extends SystemTest {
    private static final int CONDUCTORS = 16;
    private static final long SEED = 4_000;

    private final Town town = new Town();
    private final Tally tally = new Tally();

    @Test
    void defect3_afterACommandsAnswerNoInstanceShowsThePassengerAsHeWas() throws Exception {
        try (AnotherReservoir other = new AnotherReservoir(pipeline, "other", pipeline.strapiToken())) {
            new ReservoirGroup(pipeline).awaitWorking("reservoir-1", "other");
            Map<String, ApiClient> instances =
                    Map.of("one", new ApiClient(pipeline), "other", new ApiClient(other.url()));
            int operations = Size.of(2_000, 10_000);

            operate(instances, operations);

            assertThat(tally.of("BOARD 200")).as(tally.toString()).isGreaterThan(operations / 20);
            assertThat(tally.of("BOARD 409")).as(tally.toString()).isPositive();
            assertThat(tally.of("REINSTATE 200")).as(tally.toString()).isPositive();
            assertThat(tally.of("list HIT")).as(tally.toString()).isPositive();
            assertThat(tally.of("nearby HIT")).as(tally.toString()).isPositive();
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
                Conductor conductor = new Conductor(instances, town, tally, i, SEED + i);
                done.add(threads.submit(() -> {
                    try {
                        while (left.getAndDecrement() > 0 && !failed.get()) {
                            conductor.act();
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

    private static void await(Future<?> conductor) throws Exception {
        try {
            conductor.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e);
        }
    }
}
