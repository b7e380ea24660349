package commuter.spawner.seeding;

import commuter.spawner.demand.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One seeding and its progress. Thread-safe. */
final class SeedJob {
    private final String id;
    private final SeedSlice slice;
    private final long seed;
    private final double expected;
    private final List<String> warnings;
    private final long begun = System.nanoTime();
    private final CountDownLatch done = new CountDownLatch(1);

    private long publishedSoFar;
    private State state = State.RUNNING;
    private @Nullable String problem;
    private @Nullable Duration took;

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * The progress of a seeding.
     *
     * @param expected number of passengers by the formula; the number that is drawn differs by chance
     * @param published number of published passengers; when it is done, Kafka has acknowledged them
     * @param to exclusive
     * @param secondsLeft an estimate; null when it is over
     * @param problem why it failed; null when it has not
     * @param warnings places where no passenger ever waits from that day on, one line for each
     */
    record Progress(
            String id,
            State state,
            long published,
            double expected,
            double perSecond,
            @Nullable Double secondsLeft,
            @Nullable String problem,
            LocalDate date,
            Instant from,
            Instant to,
            long seed,
            List<String> warnings) {}

    SeedJob(String id, SeedSlice slice, long seed, List<Explanation> hours, List<String> warnings) {
        this.id = id;
        this.slice = slice;
        this.seed = seed;
        this.warnings = warnings;
        this.expected = hours.stream().mapToDouble(Explanation::lambda).sum();
    }

    String id() {
        return id;
    }

    SeedSlice slice() {
        return slice;
    }

    synchronized void addPublished(int more) {
        publishedSoFar += more;
    }

    void finish() {
        end(State.DONE, null);
    }

    void fail(@Nullable String why) {
        end(State.FAILED, why);
    }

    /** Waits until it is over, at most for the limit. */
    void await(Duration limit) throws InterruptedException {
        boolean unused = done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized Progress progress() {
        Duration time = took == null ? Duration.ofNanos(System.nanoTime() - begun) : took;
        double perSecond = publishedSoFar * 1e3 / Math.max(1, time.toMillis());
        Double left = state == State.RUNNING && perSecond > 0
                ? rounded(Math.max(0, expected - publishedSoFar) / perSecond)
                : null;
        return new Progress(
                id,
                state,
                publishedSoFar,
                rounded(expected),
                rounded(perSecond),
                left,
                problem,
                slice.date(),
                slice.from(),
                slice.to(),
                seed,
                warnings);
    }

    private synchronized void end(State end, @Nullable String why) {
        state = end;
        problem = why;
        took = Duration.ofNanos(System.nanoTime() - begun);
        done.countDown();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
