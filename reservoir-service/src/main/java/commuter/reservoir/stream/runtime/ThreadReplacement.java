package commuter.reservoir.stream.runtime;

import commuter.reservoir.stream.intake.FailedRecords;
import java.time.Duration;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * Replaces a stream thread that has failed. The delay grows with the number of failures at the same place. The other
 * threads go on meanwhile. Thread-safe.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    private static final Duration FIRST = Duration.ofMillis(100);

    /** Well below the time after which Kafka considers a thread dead that does not poll. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int MOST_DOUBLINGS = 10;

    private final FailedRecords failed;

    ThreadReplacement(FailedRecords failed) {
        this.failed = failed;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        int times = failed.failed(failure);
        try {
            Thread.sleep(pause(times).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    static Duration pause(int times) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
