package commuter.system.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for a condition that must become true, for longer than it should ever take: a slow machine is not a failure.
 */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofMillis(100);

    private Eventually() {}

    public static void until(String what, Callable<Boolean> holds) {
        within(PATIENCE, what, holds);
    }

    /** For conditions that may take longer than the usual minute. */
    public static void within(Duration patience, String what, Callable<Boolean> holds) {
        Awaitility.await(what).atMost(patience).pollInterval(EVERY).until(holds);
    }

    /** Repeats assertions until they pass. */
    public static void asserted(ThrowingRunnable assertions) {
        Awaitility.await().atMost(PATIENCE).pollInterval(EVERY).untilAsserted(assertions);
    }
}
